"""What is told as past, said of others, or only a way of speaking does not alarm; the same words in the present do."""

import pytest

from bot.safety import RuleScreen
from bot.working_model.risk import Level, RiskKind

PAST = [
    "I tried to end my life at 19. I'm 41 now and glad I'm still around to see the tulips come up.",
    "Took an overdose after my finals. That was twelve years back, my aunt still remembers every detail.",
    "When we were 15 a girl in my year jumped in front of a train. Her locker stayed shut till the summer.",
    "My first husband threatened to kill me when I packed. It'll be eleven years in March, and he's married again in Cork.",
    "I was beaten up outside a club when I was twenty-two. Broken nose. The bouncer watched.",
    "There was a time after the stillbirth when I'd have done myself in. It passed. I keep bees.",
    "My old manager assaulted me, it went to court and he was convicted. I work for myself and like it.",
    "An ex broke into my flat once, that was before the pandemic, and the locks have long since been changed.",
    "Before I came out I wanted to be dead every morning. That's all gone now and I want to live till I'm a hundred.",
    "my uncle strangled me when i was nine. im fifty now, he is long buried",
    "I swallowed my mum's tablets at thirteen. Never felt like that again, and I'm a grandmother now.",
    "In my student days I wanted to kill myself for a whole winter. It lifted, and I have never thought of it again.",
    "It's been two years since Marta died by suicide and today I sang in the car.",
    "I tell my lodgers about the old self-harm so nobody is startled by my arms.",
    "My mother told my aunt she wished I was never born. I was seven, under the table.",
]
PRESENT = [
    "I tried at 17 and I'm thinking of it again",
    "my ex broke into my house, that was before covid. he's outside my flat now",
    "I took an overdose after my finals. That was ten years back and now I want to finish it.",
    "I tried to kill myself at 19. I'm 41 now and lately it is coming back.",
    "My first husband threatened to kill me when I packed. That was nine years ago. He found me again on Friday.",
    "I was beaten up when I was twenty. Last night my boyfriend broke my jaw.",
    "There was a time when I'd have done myself in. It passed, and tonight it's back and I have the pills.",
    "Before I came out I wanted to be dead every day. I still want to be dead most days.",
    "my dad strangled me when i was nine. im fifteen now and he did it again yesterday",
    "I cut myself at school. I'm thirty now and still cut most weeks.",
    "My ex said he'd kill me, it went to court and he was convicted. He gets out next week and says he'll do it.",
    "I swallowed tablets at thirteen. I'm 30 now and I want to die.",
    "In my student days I wanted to kill myself. I want to kill myself these days too.",
    "I tried when I was sixteen and it's the same thoughts every night, I'm going to kill myself",
    "I'm 34 now and I want to kill myself",
    "He stalked me before lockdown. He keeps turning up at my work.",
    "My ex said he'd kill me if I left. It'll be nine years, he's married again and he's outside my door.",
    "My ex said he'd kill me if I left. It'll be nine years, he's married again and he found me.",
    "I took an overdose at 17. I know where I'm coming from. I want to take another.",
    "He strangled me when I was 20. I'm 21 now and we still live together.",
    "My husband choked me. It has been two years since the wedding.",
    "manager followed me home again and he's standing by the bins",
    "supervisor raped me last night",
    "He strangled me once in 2019 and promised. He strangled me on Sunday.",
    "I tried to die at 19, I'm 30 now and I wish it had worked.",
    "I wanted to die at 16. It never passed.",
    "He threatened to kill me when we were married. That was two years ago. He has my address.",
]
HYPERBOLE = [
    "my gran would've strangled me if i'd come home with a nose ring, she laughs about it now",
    "Dad would have murdered me if I had turned up with green hair.",
    "If I have to hear about her kitchen island once more I'll jump out of the window, and I live in a bungalow.",
    "If he mentions his marathon one more time I'll jump out of the window, and we're on the ground floor.",
    "my sister would have killed me if i'd worn her boots",
    "If I have to listen to that hold music once more I'll jump out of the window. We are on the ground floor, so no harm done.",
    "The nuns would have skinned me if I had come in late.",
    "mum would've throttled me if i'd brought him home with that haircut",
    "My coach would have shot me if I'd missed training for a date.",
    "If my boss says synergy once more I'm jumping out of the window, luckily the office is on the ground floor",
    "Nan would have hung me if I'd said that in church.",
    "he would have killed me if i'd left the lid off again",
]
NOT_HYPERBOLE = [
    "my ex would have strangled me if the neighbours hadn't knocked",
    "If I have to hear him hit her once more I'll jump out of the window.",
    "If I have to hear those voices once more I'll jump off the bridge.",
    "If he beats me one more time I'll kill myself.",
    "I'll jump out of the window tonight, we're on the ninth floor.",
    "He strangled me because I came home with a tattoo.",
    "My brother would kill me if he finds me with him, he has a knife.",
    "We used to be on the ground floor. Now we're on the sixth and I'm going to jump out of the window.",
    "If I have to look at my face once more I'll cut myself.",
    "He said he'd strangle me if I come home late again and last week he did choke me.",
    "If I have to live with this once more I'll jump out of the window.",
    "my dad tried to strangle me when i came home with a tattoo yesterday",
    "my dad would have killed me if i'd come home late and last night he nearly strangled me with his belt",
]
OF_OTHERS = [
    "Everyone thinks emos want to die, we mostly want better guitars.",
    "People assume poets are suicidal. I write about gardening.",
    "My nan says metalheads want to die. She has come to two gigs since.",
    "I'm a midwife on an acute ward, and some people say they want to die when it gets bad.",
    "I'm a nurse, I've seen overdoses all month and I come home to an empty flat.",
    "Working on the crisis line, I ask people if they're thinking of ending their life. Then I go home and nobody asks me anything.",
    "I volunteer at the Samaritans and ask people whether they want to die, then make tea.",
    "My dad's joke at every wedding is \"well, I'll just kill myself then\" when the band packs up.",
    "Her catchphrase is always I'm going to kill myself, said over the washing up. I roll my eyes.",
    "I attended an overdose and a stabbing on shift, and my partner wanted to know about the shopping.",
    "I was a firefighter and treated hangings and overdoses, I don't talk about it at dinner.",
    "My flatmate's line is I'll just kill myself then, whenever the milk is off.",
]
NOT_OF_OTHERS = [
    "Everyone thinks goths want to die, and they're right, I do.",
    "People assume poets want to die. I want to die.",
    "I'm a nurse and I want to kill myself.",
    "I'm a paramedic. My sister says she wants to kill herself.",
    "I work on a psych ward and my best friend is suicidal.",
    "My brother's joke is \"I'll just kill myself then\" and I'm scared he means it.",
    "I've seen overdoses all week at work and I'm thinking of taking one myself.",
    "My joke is that I'll kill myself, it isn't a joke.",
    "I'm a doctor and I know how I would do it, I have the drugs here to kill myself.",
    "I ask people on the ward if they want to die and I never say that I want to die",
    "my colleague on the ward says she is thinking of ending her life",
    "I volunteer at the Samaritans and my son wants to kill himself",
]
IDIOMS = [
    "she isn't speaking to me because i forgot her birthday. im a dead man",
    "I scratched her new car. I'm a dead woman.",
    "It's a dead marriage, we share a kettle and a cat.",
    "dying light or dead space first? my girlfriend hates horror",
    "we played red dead redemption till four, he still won't say he loves me",
    "pull the trigger on that laptop, you've wanted it for a year",
    "I finally pulled the trigger on a new sofa.",
    "I had a near-death experience on the motorway and rang my sister straight after.",
    "a near death moment on the bike made me call dad",
    "I want out. Of this job, I mean. My wife says do it.",
    "I'm a burden on the netball team but they save me a seat.",
    "My neighbour asked why I live by myself. I like it.",
    "I go quiet to see whether he will come after me.",
    "It is a dead friendship, we only send birthday cards.",
]
NOT_IDIOMS = [
    "I feel like a dead man and I want it over.",
    "I'm dead inside and want to be dead outside too.",
    "I want to pull the trigger and be done",
    "I have the gun and tonight I'm going to pull the trigger on myself",
    "I want out. Of this life, I mean.",
    "I'm a burden on my family.",
    "I'm a burden to everyone",
    "He asked why I live at all. I wonder why I live.",
    "I'm going to pull the plug on my life tonight.",
    "I tidied up so nobody has to clear up after me.",
    "I had a near death experience on purpose last night, I took all my pills.",
    "I wrote my suicide note while we watched Death Note.",
    "it is a dead marriage and I want to die",
]

STILL_THERE = [  # a past with somebody, or a means, that is close by now
    (Level.ACUTE, "My husband strangled me, we went to court, he lives upstairs."),
    (Level.ACUTE, "He threatened to kill me, he was convicted, he's free."),
    (Level.ACUTE, "He held a knife to my throat, that was before the baby. We share a bed."),
    (Level.CONCERN, "He raped me. It went to court. He walked free and rings my bell."),
    (Level.CONCERN, "I wanted to die. I've never wanted it so much."),
    (Level.CONCERN, "I wanted to kill myself, never felt like that since. Until this."),
    (Level.CONCERN, "I wanted to kill myself, that was before covid. The tablets sit on my desk."),
    (Level.CONCERN, "I was suicidal as an apprentice, that's what I am."),
    (Level.CONCERN, "He strangled me before we moved. He moved with us"),
    (Level.CONCERN, "I tried to kill myself at 17. The rope is in the wardrobe"),
    (Level.CONCERN, "I overdosed in 2015 and the tablets are next to me"),
    (Level.CONCERN, "My ex used to beat me and he is at the door"),
    (Level.CONCERN, "I tried to hang myself ten years ago and the belt is in the drawer."),
    (Level.CONCERN, "I took an overdose in 2018. My pills are on the table."),
    (Level.CONCERN, "He choked me, it was years ago, but we share a house."),
    (Level.CONCERN, "He raped me. He got convicted. He's out on parole."),
]
NOT_SO_LIGHT = [  # a joke's word, a trifle or a turn of speech with a danger beside it
    (Level.ACUTE, "He'd kill me and has posted a pic of my door"),
    (Level.ACUTE, "I'm a nurse. I have insulin and I'm going to inject it all"),
    (Level.CONCERN, "If anyone says I'm fine one more time I will kill myself tonight"),
    (Level.CONCERN, "If I have to attend another year of school I'm going to kill myself"),
    (Level.CONCERN, "If I have to sit through another month of this job I'm going to kill myself"),
    (Level.CONCERN, "I'll jump off, I live on the ground floor but the roof is open"),
    (Level.CONCERN, "lol he hit me yesterday and my lip split"),
    (Level.CONCERN, "lmao my boyfriend punched me and my nose bled"),
    (Level.CONCERN, "lol my husband hits me every night"),
    (Level.CONCERN, "lol he broke my wrist"),
    (Level.CONCERN, "my husband said he'll kill me if the dishes aren't done"),
    (Level.CONCERN, "my wife told me she'll kill me if i burn the dinner"),
]
STILL_LIGHT = [
    "my mum said she'll kill me if the dishes aren't done",
    "my boss said he'll kill me if the dishes aren't done",
    "lol my brother hit me with a pillow yesterday",
    "lol my mate hit me up yesterday",
    "lol my husband beats me every time we play chess",
    "lol the cat broke my vase",
    "My ex beat me years ago. We live in different countries and I have two kids.",
    "I took an overdose in 2009. I have a dog and live by the sea.",
    "My first husband hit me. He moved to Spain years ago and I share a house with friends.",
    "I was suicidal as an apprentice, and I run my own workshop.",
    "I wanted to kill myself at 20. I've never wanted it since.",
    "I'm a nurse. I inject insulin all day.",
]


@pytest.mark.parametrize(("level", "said"), [*STILL_THERE, *NOT_SO_LIGHT])
def test_a_context_does_not_hide_what_is_there_now(screen: RuleScreen, level: Level, said: str) -> None:
    assert screen.screen(said).level.rank >= level.rank


@pytest.mark.parametrize(
    ("before", "said"), [("she is not", "i want to die"), ("i don't want to", "i'm going to kill myself")]
)
def test_a_whole_clause_is_not_denied_by_the_message_before(screen: RuleScreen, before: str, said: str) -> None:
    assert screen.screen(said, [before]).level.rank >= Level.CONCERN.rank


@pytest.mark.parametrize(("before", "said"), [("i would never", "kill myself"), ("i'm not", "going to kill myself")])
def test_a_thought_sent_in_pieces_is_still_read_together(screen: RuleScreen, before: str, said: str) -> None:
    assert screen.screen(said, [before]).level is Level.NONE


@pytest.mark.parametrize("said", [*PAST, *OF_OTHERS, *IDIOMS, *STILL_LIGHT])
def test_this_does_not_alarm(screen: RuleScreen, said: str) -> None:
    verdict = screen.screen(said)
    assert (verdict.level, verdict.rules) == (Level.NONE, verdict.rules)


@pytest.mark.parametrize("said", HYPERBOLE)
def test_a_groan_is_at_most_asked_about_gently(screen: RuleScreen, said: str) -> None:
    verdict = screen.screen(said)
    assert verdict.level.rank <= Level.WATCH.rank, verdict.rules


@pytest.mark.parametrize("said", [*PRESENT, *NOT_HYPERBOLE, *NOT_OF_OTHERS, *NOT_IDIOMS])
def test_the_same_words_of_what_is_present_alarm(screen: RuleScreen, said: str) -> None:
    gentle = said.startswith(("I'm a burden",))
    assert screen.screen(said).level.rank >= (Level.WATCH if gentle else Level.CONCERN).rank


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("my brother told me he wants to die", "i've felt like that too"),
        ("My friend tried to kill herself on Sunday.", "Some nights I think I'd like to follow her."),
        ("gave my neighbour my camera and my bike", "they'll understand why afterwards"),
        ("I've been giving all my things away", "it's so peaceful, knowing I never have to face another week of it"),
    ],
)
def test_what_is_asked_about_only_beside_what_came_before(screen: RuleScreen, before: str, said: str) -> None:
    verdict = screen.screen(said, [before])
    assert (verdict.level, verdict.kind) == (Level.CONCERN, RiskKind.SELF)
    assert screen.screen(said, ["My sister has a garden."]).level.rank < Level.CONCERN.rank


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("My friend tried to kill herself on Sunday.", "I want to go with her to the appointment."),
        ("We're moving to Spain, I'm giving all my things away", "It's peaceful, knowing we don't have to pack it"),
    ],
)
def test_what_is_not_asked_about_beside_what_came_before(screen: RuleScreen, before: str, said: str) -> None:
    assert screen.screen(said, [before]).level is Level.NONE


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (Level.ACUTE, "picked up enough codeine to make everything stop for good"),
        (Level.ACUTE, "I'll be with him on Sunday, I've set out his tablets and a glass of the good brandy"),
        (Level.CONCERN, "When I'm late home he gives me a smack, nothing much."),
        (Level.CONCERN, "He likes to keep my phone overnight, it's how we are."),
        (Level.CONCERN, "I'm not to see my sister any more, she upsets him."),
        (Level.NONE, "I'm not to see my friends until the infection has gone."),
        (Level.NONE, "I have enough tablets to last till the holidays are over"),
    ],
)
def test_what_is_told_calmly(screen: RuleScreen, level: Level, said: str) -> None:
    assert screen.screen(said).level is level
