"""Plain grammar by pattern: can a clause follow "You said", is it a question, is its English another language's English."""

from __future__ import annotations

import re
from typing import Final

_LEAD: Final = re.compile(
    r"^(?:(?:on|at|in|after|before|during|with|without|from|over|under|by) [^,]{2,40},\s+)?(?:(?:when|if|while|after|before|since|because|although|though|even if|even though|as soon as|every time|whenever|until) [^,]{3,60},\s+)?(?:(?:sometimes|always|never|usually|mostly|maybe|still|now|today|back then|at first|in the end|these days|lately|often|most days|most of the time|half the time|for years|"
    r"every (?:day|time|week|night|year)|last (?:week|year|night|month|summer|winter)|one (?:day|night|evening)|after that|since then|at home|at school|as a (?:kid|child)|growing up|deep down|of course|in a way|that (?:day|night|evening|time)|on (?:bad|good) days|on (?:the )?one hand|once|only|just|even),?\s+)*",
    re.IGNORECASE,
)
# "If Jo goes quiet I worry": the comma is left out as often as not. Not where the first part reports what follows.
_LEAD_WITHOUT_COMMA: Final = re.compile(
    r"^(?:when|if|whenever|every time|while|after|since|because) [^,.;]{2,45}?(?<!said)(?<!says)(?<!thought)(?<!think)(?<!knew)(?<!know)(?<!felt)(?<!hoped)(?<!hope)(?<!that)(?<!and)(?<!but)(?<!told me)\s(?=(?:i|he|she|we|they)(?:'\w+)? \w+)",
    re.IGNORECASE,
)
_DEPENDENT_START: Final = re.compile(
    r"^(?:when|if|whenever|while|because|since|until|unless|after|before|although|though)\b", re.IGNORECASE
)
_PRONOUN_SUBJECT: Final = re.compile(
    r"^(?:i|he|she|they|we|it|there)\s+(?!and\b|or\b|who\b|which\b|with\b|but\b|from\b|in\b|to\b|of\b)\w+"
    r"|^(?:nobody|no one|noone|someone|somebody|everyone|everybody|people|nothing|everything|something|one of us|none of (?:us|them)|all of (?:us|them)|both of (?:us|them)|part of me|this|that)\s+(?:(?:else|really|ever|always|never|just|even|there|here|at \w+|in my \w+)\s+){0,2}(?:is|was|are|were|has|had|have|does|did|do|can|could|will|would|should|might|must|\w+n't|\w+nt|[a-z]{2,}ed|[a-z]{2,}s|came|went|left|kept|told|said|made|gave|took|got|knew|thought|felt|stuck|get|know|come|leave|listen|care|see|like|want|tell|ask|stay|say|let|go|think|take|make)\b"
    r"|^(?:i|he|she|they|we|it|that|there|this|nobody|everyone|everybody|someone|people|no one)'(?:m|s|re|ve|d|ll)\b|^(?:im|ive|hes|shes|theyre|thats|theres|its)\s\w+|^id\s(?!card|badge|number|is\b|was\b)\w+|^ill\s(?:never|always|just|rather|love|have|be|like|do|go|tell|say|want)\b"
    r"|^(?:all|what|the (?:only|one|first|last|best|worst|hardest) (?:thing|person|time)) (?:i|he|she|they|we) \w+(?: \w+){0,4}? (?:is|was|were|are)\b",
    re.IGNORECASE,
)
_VERBS: Final = (
    r"(?:is|was|are|were|has|had|have|does|did|do|can|could|will|would|should|might|must|\w+n't|isnt|wasnt|arent|werent|hasnt|doesnt|didnt|dont|cant|couldnt|wont|wouldnt"
    r"|[a-z]{2,}ed|came|went|left|kept|told|said|made|gave|took|got|knew|thought|felt|sat|stood|held|let|put|ran|drove|brought|bought|saw|heard|stuck|met|found|lost|broke|became|began|forgot|hurt|spoke|spent|slept|sent|taught|understood|wrote|hung|fell|meant|read|cut|shut|paid|won|grew|woke|hid|sang|rang|drank|ate|began|chose|threw|flew|rode|rose|shook|stole|swore|wore|fed|led|bit|dug|fought|caught|bore|tore|wept|crept|dealt|built|hit|quit|set|burst|split|lay|laid|drew|blew|fled|spat|sank|taught|thought"
    r"|knows|makes|gives|takes|gets|comes|goes|says|tells|thinks|feels|needs|wants|loves|likes|hates|listens|calls|helps|keeps|lets|puts|always|stays|leaves|cares|understands|works|lives|sits|sleeps|matters|means|hurts|ends|looks|sees|asks|answers|picks|shows|turns|brings|reads|remembers|forgets|trusts|treats|seems|scares|holds|rings|checks|sends|drives|believes|worries|shouts|laughs|talks|cooks|brushes|ignores|pretends)\b"
)
_ANY_VERB: Final = re.compile(
    rf"\b{_VERBS}|\b(?:am|i'm|im|he's|she's|it's|they're|we're|be|being|go|get|make|let|keep|tell|feel|have|know)\b",
    re.IGNORECASE,
)
_DEED: Final = re.compile(
    r"^(?:just |then |mostly |usually |so )?(?:went|kept|told|said|made|gave|took|sat|stood|held|let|put|ran|drove|brought|bought|saw|heard|found|broke|became|began|forgot|spoke|spent|slept|sent|wrote|hung|read|shut|paid|woke|hid|sang|rang|drank|ate|threw|shook|wept|quit|left|lay|came|rode|swam|cried|called|walked|watched|played|worked|cleaned|cooked|texted|apologi[sz]ed|shouted|listened|waited|prayed|smoked|scrolled|phoned|asked|tried|stayed|talked|helped|hugged|closed|locked|counted|ignored|pretended|laughed|smiled|nodded|packed|baked|painted|danced|stared|washed|tidied|gamed|carried|stopped|started|turned|looked|got) \w+",
    re.IGNORECASE,
)
_PLURAL_VERBS: Final = r"(?:mean|try|take|give|see|put|sit|laugh|ask|show|believe|feel|work|keep|trust|worry|hear|eat|sing|send|talk|leave|know|want|like|love|care|need|think|stay|get|come|tell|say|listen|call|understand|go|make|look|treat|fight|live|help)\b"
_NOUN_SUBJECT: Final = re.compile(
    r"^(?:(?:my|our|his|her|their|the|a|an|most|some|all|every|both|these|those|no|any|each)\s+(?:(?!(?:but|because|so|he|she|i|they|we|it)\b)[\w'-]+\s+){1,4}?"
    r"|(?-i:[A-Z])[\w'-]+\s+(?:(?-i:[A-Z])[\w'-]+\s+)?(?:and\s+(?:(?-i:[A-Z])[\w'-]+|me|i|my\s+\w+)\s+)?"
    r"|(?:me|mum|mom|dad|nan|gran|grandma|grandad|granny|grandpa|friends|family|god|things|life|school|work|(?:being|having|asking|talking|trusting|letting|needing)(?: \w+){0,4}?)\s+(?:and\s+(?:my\s+)?\w+\s+)?)"
    r"(?:(?:also|always|never|just|still|really|only|often|usually|sometimes|both|even|then|barely|hardly|finally|actually)\s+)*"
    + _VERBS,
    re.IGNORECASE,
)
_PLURAL_SUBJECT: Final = re.compile(
    r"^(?:(?:my|our|his|her|their|the|most|some|all|these|those)\s+(?:[\w'-]+\s+){0,2}?(?:\w+s|people|children|family)|friends|people|things|me and \w+(?: \w+)?|my \w+ and (?:i|me|my \w+))\s+(?:(?:also|always|never|just|still|really|only|often|usually|sometimes|both)\s+)*"
    + _PLURAL_VERBS,
    re.IGNORECASE,
)
_BASE: Final = r"(?:have|listen|come|go|say|tell|make|love|help|want|need|call|give|know|understand|stay|see|pick|live|travel|switch|clean|find|like|think|leave|ask|take|get|feel|talk|work|put|keep|look|speak|trust|care)"
_BROKEN: Final = re.compile(
    r"\b(?:he|she|they|i|we|you|it) no (?!longer|doubt)\w+|\b(?:he|she|it) (?:don't|dont)\b"
    r"|\b(?:we|they) was\b|\bi am (?:agree|have|feel|think|want|go|not (?:have|know|want))\b|\bi is\b|\bme (?:no|not|go|want|think|feel|am|was)\b|\bdidn't (?:came|went|told|gave|knew|called|listened|helped|had|was)\b"
    r"|\bmore (?:better|worse|easier)\b|\b(?:make|let|made) (?:me|us|him|her) to\b|\bsince (?:two|three|four|five|\d+) (?:years?|months?) i\b|\bi (?:has|does|feels|thinks|wants|knows|goes)\b|\b(?:he|she) (?:was|is) (?:come|go|call|help)\b|\bexplain me\b|\b(?:am|is|are) (?:not )?(?:go|come|call|tell|listen)\b"
    r"|\bmy \w+ (?:he|she) (?:is|was|has|don't|doesn't|not)\b|\bnever i (?:had|have|was|felt)\b|\bi have \d+ years\b|\b(?:we|they|i|he|she) not (?!only|even)\w+\b|\b(?:am|is|was|are) (?:very |so |not )?(?:good|strong|bad|nice|kind|big|little|lonely|quiet|happy|poor|simple)\s+(?:man|woman|person|friend|mother|father|girl|boy|wife|husband)\b|\bfeel me\b|\bin that time\b|\b(?:don't|doesn't|dont) must\b|\bwhen is (?:something|someone|somebody|a)\b|\b(?:always|never|often) (?:she|he|they) \w+s?\b|\bsince i am (?:a|an|small|little)\b|\bit have\b|\b(?:can|must|should|will) to\b|\bi very\b|\b(?:is|are) (?:doctor|teacher|engineer)\b|\bwant that (?:he|she|they|you|it|the)\b|\bneed that (?:he|she|they|you|it)\b",
    re.IGNORECASE,
)
# "She listen", but not "did she listen", "let her listen".
_BARE_VERB: Final = re.compile(
    r"\b(did |does |would |could |can |will |should |might |may |let |make |made |see |saw |\w+n't )?(?:he|she|nobody|everybody|everyone|someone|my (?:mother|father|mum|mom|mama|dad|papa|sister|brother|husband|wife|boyfriend|girlfriend|friend|boss|son|daughter|partner|boyfriend family)) "
    + _BASE
    + r"\b",
    re.IGNORECASE,
)
_QUESTION: Final = re.compile(
    r"^(?:has|have|does|do|did|is|are|am|was|were|can|could|should|would|will|may|shall|what|which|how|where|why|who|whom)(?:\s+|(?='s))(?:anyone|anybody|someone|i|you|he|she|it|they|we|there|one|the|my|this|that|does|do|did|is|are|was|would|should|could|can|will|to|about|u|come|many|much|long|'s)\b|^(?:anyone|anybody) (?:else|here|know)|^(?:please )?(?:can|could|would|may) (?:you|i|someone)|^please\b",
    re.IGNORECASE,
)  # fmt: skip
# Someone's speech told without quotation marks: whose "I" and "you" it holds cannot be known.
_RETOLD: Final = re.compile(
    r"\bgoes[,:]? (?:i|i'm|im|you|you're|youre|we|what|why|no|yeah|well|ok|okay|oh|he|she|that|shes|hes)\b|\bwent[,:]? (?:i|i'm|im|you|you're|youre|what|why|no|yeah|oh)\b|\b(?:i|he|she|they|we|im|hes|shes) ?(?:was|were|is|am|are)? (?:just |all )?(?<!feel )(?<!felt )like (?:whatever|ok|okay|fine|no|yeah|well|oh|i'm|im|what|why|nah|you)\b|\b(?:said|says|say|told me|tells me)[,:] "
    r"|\b(?:i|they|we) go[,:]? (?:he|she|i|what|that|no|yeah|shes|hes)\b|^(?:i|we) (?:said|say|told you|wrote)\b",
    re.IGNORECASE,
)
_YOU: Final = re.compile(r"\b(?:you|your|you're|youre|yours|yourself|u|ur)\b", re.IGNORECASE)


def stands_alone(clause: str) -> bool:
    """True where the clause has subject and verb in plain order, so that it can follow "You said"."""
    if is_broken(clause) or _RETOLD.search(clause) or is_question(clause):
        return False
    return any(
        pattern.match(rest)
        for rest in (_LEAD.sub("", clause), _LEAD_WITHOUT_COMMA.sub("", clause))
        for pattern in (_PRONOUN_SUBJECT, _NOUN_SUBJECT, _PLURAL_SUBJECT)
        if not _DEPENDENT_START.match(rest)
    )


_NEXT_SUBJECT: Final = re.compile(r"([\w']+) (?=(?:i|he|she|they|we) \w)", re.IGNORECASE)
# Before "I", "he", "she" these go on with the same sentence: "I hope he comes", "someone I knew", "the day she left".
_GOES_ON: Final = frozenset(
    """that when if because than what how who why where while until since as like whether before after though although and but or so which
    whenever once say says said know knew think thought wish feel felt hope hoped guess believe believed sure tell told worry worried worries
    scared afraid fear feared glad happy sad sorry proud realise realised realize realized noticed notice found find heard hear saw see
    remember forgot forget pretend pretended swear promise promised decided imagine suppose reckon understand understood mean meant means bet
    admit doubt doubted dreamed expect expected wonder wondered wondering people person someone somebody anyone anybody nobody everyone
    everything anything nothing something things all way time times day moment minute is was am are were did do does did had has have could
    would should can will may might must never always just maybe only cause cuz cos bc n even not""".split()  # noqa: SIM905  (reads better as running text)
)
_DETERMINED: Final = re.compile(
    r"\b(?:the|a|an|my|his|her|their|our|one|every|each|any|no|some|this|that|first|last|only) (?:\w+ )?$",
    re.IGNORECASE,
)
# "He told me he was ill", "it was him I trusted".
_HEARD_BY: Final = re.compile(
    r"\b(?:tell|tells|told|telling|show|shows|showed|shown|promise[sd]?|remind(?:ed|s)?|warn(?:ed|s)?|text(?:ed|s)?|convince[sd]?|assure[sd]?|ask(?:ed|s)?|was|is|it's) (?:my )?\w+$",
    re.IGNORECASE,
)


def is_run_together(clause: str) -> bool:
    """True where two sentences stand side by side with nothing between them: "she wanted to talk i wanted to be left alone"."""
    if not re.match(r"(?:i|he|she|they|we|it)\b(?:'\w+)? ", clause, re.IGNORECASE):
        return False
    for found in _NEXT_SUBJECT.finditer(clause):
        before, held = clause[: found.start()], clause[: found.end(1)]
        goes_on = found.group(1).casefold() in _GOES_ON or _DETERMINED.search(before) or _HEARD_BY.search(held)
        if before and not goes_on:
            return True
    return False


def has_a_verb(clause: str) -> bool:
    """True unless the clause is a bare name for something ("my niece Kayleigh", "not very near")."""
    return bool(
        _ANY_VERB.search(clause) or any(p.match(clause) for p in (_PRONOUN_SUBJECT, _NOUN_SUBJECT, _PLURAL_SUBJECT))
    )


def begins_with_a_deed(clause: str) -> bool:
    """True where a clause without its subject begins with what was done: "watched a thing about volcanoes"."""
    return bool(_DEED.match(clause))


def is_broken(clause: str) -> bool:
    """True where the English follows another language's grammar: it is quoted then, never rebuilt."""
    return bool(_BROKEN.search(clause)) or any(found.group(1) is None for found in _BARE_VERB.finditer(clause))


def is_question(clause: str) -> bool:
    """True where a clause asks, with or without its mark."""
    return clause.rstrip().endswith("?") or bool(_QUESTION.match(clause))


def is_plain_english(clause: str) -> bool:
    """True where a clause can be turned round at all: no question, no "you", no broken grammar, no retold speech."""
    return not (is_question(clause) or says_you(clause) or is_broken(clause) or _RETOLD.search(clause))


def says_you(clause: str) -> bool:
    """True where a clause says "you", which may mean anyone, somebody it was said to, or us."""
    return bool(_YOU.search(clause))
