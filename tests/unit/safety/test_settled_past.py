"""Self-harm and attempts of long ago, told as over: acknowledged, not alarmed at; with a sign of the present they alarm."""

import pytest

from bot.safety import RuleScreen
from bot.working_model.risk import Level, RiskKind

SETTLED = [
    "Yes, I cut my arms. It was the eighties and nobody spoke of it. It stopped when I met Rosa.",
    "I self-harmed through most of my finals and got a first. Long over.",
    "I burned myself for the whole of my apprenticeship, the cook saw and let me peel. 1999 that was.",
    "I did try to hang myself one time, long time, when the twins were lost. The pastor found me.",
    "starving, cutting, an overdose: that was fourteen to nineteen. i'm a paramedic now.",
    "when mum moved out i tried to drown myself. i was nine. everyone called it an accident. seventy now.",
    "I sometimes write to the girl I was who jumped in front of that train. I'd tell her about the dogs.",
    "I took too many of my father's tablets at the jubilee. I tell it at dinner, badly.",
    "I cut both wrists in Catterick in '87 and then nobody helped. Now I'm a grandad, it's history to me now.",
    "I burned, I cut, I counted tablets. Then a doctor who listened, then a job with horses.",
    "I was sixteen and I'd jumped from the bridge. The ferryman pulled me out. We buried him on Monday.",
    "I harmed myself as a novice. I left in '82 and married the baker.",
    "I tried to die at seventeen, and was no good at it. I went back last month to give their prizes away.",
    "The year after Bosnia I had the gun in my mouth. My sergeant knocked.",
    "A cleaner called Ruth sat with me in 2009. I'd swallowed everything in the house. Now I'm a social worker.",
    "I stopped cutting myself the year I took up rowing.",
    "I was once so lonely and so drunk that I tried to end my life. The neighbour broke the door.",
    "I was 18, I'd tried to die, and a porter lent me his radio. Best music I ever heard.",
    "Thirty years ago I didn't want to be here, and this morning I held my granddaughter.",
    "I tried to kill myself at 20. My father is in his eighties now and I want to ask him about the car.",
    "I cut my legs in borstal, I've been out eleven years and I run a gym.",
    "Tried to end my life. 2007. Next question.",
    "Was suicidal on the first tablets. They changed them. Case closed, nine years ago.",
    "I was a suicidal student with a moped. Now I'm a magistrate.",
    "I got ill, I wanted to die, I recovered.",
    "I attempted suicide at 31, am 66, and would like a word about my daughter's wedding.",
    "That's the year I tried to drown myself, and the year the lifeboat came to town.",
    "It's the anniversary of my attempt today, we go for a curry.",
]
NOT_SETTLED = [
    (Level.CONCERN, "In 2012 I cut my arms. Now I'm a mum and I cut my arms."),
    (Level.ACUTE, "I took too many of my mother's tablets on the night of the party. I'm eighty."),
    (Level.ACUTE, "I swallowed everything in the flat. Then the meds worked."),
    (Level.CONCERN, "I've cut myself for most of my thirties."),
    (Level.ACUTE, "I counted the tablets. It's over."),
    (Level.CONCERN, "I tried to hang myself at sixteen. We buried him on Friday and I want to go too."),
    (Level.CONCERN, "I was ten when I tried to hang myself. Sixty now and I want to do it."),
    (Level.ACUTE, "As a cadet I put a rifle in my mouth. It's in my mouth now."),
    (Level.ACUTE, "I took the lot. 40 that was."),
    (Level.CONCERN, "I stopped hurting myself the year I met him. He left and I started again."),
    (Level.CONCERN, "The year after the divorce I tried to hang myself. The rope's in the wardrobe."),
    (Level.CONCERN, "I think about the girl I was who lay down on that track and I want to lie down too"),
    (Level.ACUTE, "I tell it at dinner, nobody laughs. I took too many tablets tonight."),
    (Level.CONCERN, "I was seventeen and tried to kill myself. I'm forty now and took the tablets."),
    (Level.CONCERN, "I tried to hang myself as a novice. Lately I look at the beam."),
    (Level.CONCERN, "It was the nineties when I first cut myself. I cut myself this week."),
    (Level.ACUTE, "I left in '76 and married the plumber. I cut my wrists."),
    (Level.CONCERN, "I was 18 and wanted to die, and I still do."),
    (Level.CONCERN, "I was a suicidal student. Now I'm a magistrate and I want to die."),
    (Level.CONCERN, "I got better. Then I tried to kill myself on Friday."),
    (Level.CONCERN, "I tried to die and then I got a job. I feel suicidal."),
    (Level.CONCERN, "I cut my legs in borstal, I've been out eleven years and I'm doing it again."),
    (Level.CONCERN, "Tried to end my life. 2007. It's back."),
    (Level.CONCERN, "Twelve years ago I tried to end my life, this morning I held the rope."),
    (Level.ACUTE, "It's the anniversary of my attempt today and I want to do it again."),
    (Level.ACUTE, "Anniversary of my attempt today, I'll keep to the same day."),
    (Level.CONCERN, "I tried at 17. We held the funeral yesterday and I want to die too."),
]


@pytest.mark.parametrize("said", SETTLED)
def test_what_is_long_over_is_acknowledged(screen: RuleScreen, said: str) -> None:
    verdict = screen.screen(said)
    assert (verdict.level, verdict.kind) == (Level.NONE, RiskKind.BEREAVED), verdict.rules


@pytest.mark.parametrize(("level", "said"), NOT_SETTLED)
def test_what_is_not_over_alarms(screen: RuleScreen, level: Level, said: str) -> None:
    assert screen.screen(said).level.rank >= level.rank
