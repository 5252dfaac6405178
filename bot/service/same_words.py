"""What is meant where two commands, or a command and a yes or no, are said in the same words."""

from __future__ import annotations

from typing import Final

from bot.service.command_phrases import is_explicit, phrases
from bot.working_model.dialogue import Command, Stage

# Neither yes nor no to a question of the program's own.
_HEDGE: Final = phrases(
    r"^\W*(?:(?:hm+|um+|well|i'm|i am|i|don't|maybe|perhaps|just|not|no|a|bit|it|really) )*(?:mind|sure|unsure|certain|know|maybe|perhaps|depends|later|more|possibly)(?: (?:yet|if|about that|really|depends|later|perhaps|to be honest))*\W*$"
)
_SURE: Final = phrases(r"^\W*(?:(?:i'm|i am|yes|very|quite|pretty|for) )*sure\b")
GOES_ON: Final = phrases(r"\b(?:keep going|carry on|go on|continue)\b(?! (?:to|with) )")
# The deed that was offered, named with the yes: "yes, delete it".
SAYS_YES_TO_IT: Final = phrases(
    r"^\W*(?:yes|yep|yup|ok|sure|yea|please do)\b,? (?:please,? )?(?:do|delete|erase|remove|stop|leave|end|quit|close|go|let's go|start|begin|show|let me see|send|save|keep) ?(?:on|ahead|it|that|them|me|all|everything|the summary|so|please|now)*\W*$"
)
_NO_STOP: Final = phrases(
    r"^\W*(?:(?:no|stop|wait|please|don't|it|now|oh|god)\W+)*(?:no|don't)\W*(?:stop|wait|please|it)*\W*$"
)
_COMES_BACK: Final = phrases(
    r"\b(?:back|pause|break|tomorrow|tonight|continue|minute|moment|sec|wait|hang on|hold on|next week|see you)\b"
)
_ANOTHER_ONE: Final = phrases(
    r"\b(?:different|another|other|new) (?:one|guide|topic)\b|\bsomething (?:else|different)\b"
)
_NAMES_A_QUESTION: Final = phrases(r"\b(?:skip|next|question|pass|another)\b")
# Two commands in the same words: declined for now or for good, never said or never to be asked, not on or on.
_NOT_NOW: Final = phrases(
    r"\b(?:don't|do not|rather not|won't|can't|prefer not to|not) (?:\w+ ){0,2}?(?:talk|speak|discuss|go into|think|say|tell|answer)\b"
)
_FOR_GOOD: Final = phrases(
    r"\b(?:never|ever|again|any ?more|from now|in (?:the )?future|always|off limits|no (?:more )?(?:questions|about)|questions|ask(?:ed|ing)?|mention\w*|bring\w*|out of|leave|avoid|topic|subject|taboo)\b"
)
NEVER_SAID: Final = phrases(
    r"\bi (?:never|didn't|did not|haven't) (?:mention|mentioned|said|say|wrote|write|talked|meant|mean)\b"
)
# With a question open and nothing interrupted, "let's go on" is on to the next.
_ON_TO_THE_NEXT: Final = phrases(
    r"^(?!.*\b(?:back|again|where|left|stopped|break|paused?|resume|was|ready|here)\b).*\b(?:let's|let us|can we|could we|please) (?:just )?(?:go|move) on\b"
)
HERE_AGAIN: Final = phrases(r"\b(?:i'm|i am|am|here|now) (?:back|here|ready|again)\b|^\W*back\b")
_DOES_WITH_IT: Final = phrases(
    r"\b(?:what|how) (?:will|do|are|would) you\b.*\b(?:do|doing|use) (?:with )?(?:it|this|that|my|the|these|all)\b"
)
_STOPS: Final = phrases(
    r"^\W*(?:(?:please|ok|sorry|i have to|i need to|i must|need to|have to|let's) )*(?:stop|end|finish)(?: (?:it|this))?(?: (?:now|here|please))?\W*(?:[,.;]|$)"
)
_AWAY_WITH_IT: Final = phrases(
    r"\b(?:forget|delete|drop|scrap|remove|cancel|leave) (?:about )?(?:this|that|the|your) (?:last )?question\b"
)
_OF_THE_QUESTION: Final = phrases(
    r"\b(?:understand|understood|get|follow|explain|mean\w*|reword|rephrase|clarify)\b.*\b(?:the|this|that|your) (?:\w+ )?question\b"
)
_NOT_ON: Final = phrases(
    r"\b(?:not sure (?:if |that )?i want to|don't|do not|won't|can't|not|rather not|no longer) (?:\w+ ){0,3}?(?:carry on|continue|go on|keep going|proceed)\b"
)
_LATER: Final = phrases(
    r"\b(?:later|afterwards|tomorrow|tonight|soon|in a (?:bit|while|minute|moment)|another (?:day|time)|next (?:week|time)|at the weekend|after (?!an argument))\b"
)
_BACK_NOW: Final = phrases(r"\b(?:i'm|i am|am) (?:back|here|ready)\b|\b(?:back )?now\b")
_A_LIGHTER_ONE: Final = phrases(r"\b\w+er (?:one|question)\b(?<!another one)(?<!other one)")
_WHERE_WE_WERE: Final = phrases(
    r"\b(?:continue|resume|back|last|left|stopped|where|again|yesterday|before|finish|go on|carry on)\b"
)
_SENDS: Final = phrases(
    r"\b(?:send|e-?mail|mail|download|print|export|save)\b (?:me|it|this|that|my|out|a copy|everything|what)\b"
)
_WHAT_YOU_KNOW: Final = phrases(r"\b(?:see|show|tell|read)\b.*\bwhat you (?:know|have|understood|got|wrote)\b")


def meant(text: str, command: Command | None, stage: Stage) -> Command | None:
    """What is meant where two commands use the same words."""
    match command:
        case Command.SKIP if stage is Stage.PAUSED and HERE_AGAIN.search(text):
            return Command.RESUME
        case Command.START if stage is Stage.PAUSED:
            return Command.RESUME
        case Command.RESUME if _NOT_ON.search(text):
            return Command.STOP
        case Command.RESUME if _LATER.search(text) and not _BACK_NOW.search(text):
            return Command.PAUSE
        case Command.RESUME if stage is Stage.ASKING and _ON_TO_THE_NEXT.search(text):
            return Command.SKIP
        case Command.CHOOSE_GUIDE if stage is Stage.ASKING and _A_LIGHTER_ONE.search(text):
            return Command.SKIP
        case Command.RESUME if stage is Stage.CHOOSING and not _WHERE_WE_WERE.search(text):
            return Command.START
        case Command.PAUSE if _STOPS.search(text) and not (_COMES_BACK.search(text) or _LATER.search(text)):
            return Command.STOP
        case Command.WHY if _DOES_WITH_IT.search(text):
            return Command.WHAT_IS_KEPT
        case Command.REPEAT if _AWAY_WITH_IT.search(text):
            return Command.SKIP
        case Command.HELP if _OF_THE_QUESTION.search(text):
            return Command.REPEAT
        case Command.SUMMARY if _SENDS.search(text):
            return Command.EXPORT
        case Command.WHAT_IS_KEPT if _WHAT_YOU_KNOW.search(text):
            return Command.SUMMARY
        case Command.NEVER_ASK if NEVER_SAID.search(text):
            return Command.NOT_RIGHT
        case Command.NEVER_ASK if _NOT_NOW.search(text) and not _FOR_GOOD.search(text):
            return Command.SKIP
    return command


def meant_while_confirming(text: str, command: Command | None) -> Command | None:
    """A yes or no of ours is open: "rather not" is a no, and "later" or "not sure" neither."""
    match command:
        case Command.DENY if GOES_ON.search(text):
            return Command.RESUME
        case Command.STOP if _NO_STOP.search(text):
            return Command.DENY
        case Command.AFFIRM | Command.DENY | Command.REPEAT if _HEDGE.search(text) and not _SURE.search(text):
            return None
        case Command.REPEAT if len(text.split()) > 2 and not is_explicit(text, command):
            return None
        case Command.PAUSE if not _COMES_BACK.search(text):
            return None
        case Command.SKIP if _ANOTHER_ONE.search(text):
            return Command.CHOOSE_GUIDE
        case Command.SKIP if not _NAMES_A_QUESTION.search(text):
            return Command.DENY
    return command
