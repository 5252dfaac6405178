"""What follows when a message is an answer: read it, give it back, ask the next question."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.service.how_i_am import ask_after, number_in, offered
from bot.service.misread import ASKS_AFTER, CONFIRMING, REPEATED_UP_TO_WORDS, SAYING, ask_to_say_it
from bot.service.small_steps import GUIDE as SMALL_STEP
from bot.service.small_steps import begin, choices_of_guides, keep_answer, may_be_offered, recalled, stands_as_part
from bot.service.turn import OPENINGS_REMEMBERED, Turn
from bot.service.understand import Understood, spoken_about, understand
from bot.working_model.dialogue import Choice, Command, Reply, ReplyKind, Stage
from bot.working_model.guide import Guide, StepKind
from bot.working_model.identity import KnownPersonId, MessageId
from bot.working_model.person import KnownPerson, Tie
from bot.working_model.risk import Level, RiskKind

WORDS_TO_BEGIN_WITH = 4
WORDS_BESIDE_A_TITLE_CHARS: Final = 28  # "then and now I think, that sounds ok"
ANSWERS_LOOKED_AT: Final = 7  # the last ones, for distress that rises and talk that circles
CONFIRMED: Final = "confirmed"


def answer(turn: Turn) -> Reply:
    """The reply to an answer, whatever the stage."""
    match turn.state.stage:
        case Stage.CONFIRMING:
            return _instead_of_the_button(turn)
        case Stage.RATING:
            return _rated(turn)
        case Stage.PAUSED:
            return _while_paused(turn)
        case Stage.ASKING | Stage.CLOSING:
            if turn.message.asked is not None and turn.message.asked != turn.state.asked:
                return _added(turn)
            return _to_the_question(turn)
        case _:
            return _without_a_guide(turn)


def _instead_of_the_button(turn: Turn) -> Reply:
    """A word or two may have meant the button, so it is offered again; more than that goes on with the talk."""
    confirming = turn.state.confirming
    if confirming in (Command.STOP.value, SAYING):
        return _said_beside_the_question(turn)
    if confirming == CONFIRMING:
        turn.set(stage=turn.state.resume_to or Stage.ASKING, confirming=None, resume_to=None)
        return answer(turn)
    if len(turn.message.text.split()) < WORDS_TO_BEGIN_WITH:
        return confirm_deletion(turn, key="press_the_button")
    turn.set(stage=turn.state.resume_to or Stage.CHOOSING, confirming=None, resume_to=None)
    kept = turn.say("kept_everything")
    reply = answer(turn)
    return replace(reply, paragraphs=(*kept, *reply.paragraphs))


def confirm_deletion(turn: Turn, *, key: str = "delete_confirm") -> Reply:
    """Asks; the confirming button itself is acted on by the gateway, which erases the person with all their rows."""
    if turn.state.stage is not Stage.CONFIRMING:
        turn.set(stage=Stage.CONFIRMING, confirming=Command.DELETE_ALL.value, resume_to=turn.state.stage)
    else:
        turn.set(confirming=Command.DELETE_ALL.value)
    return Reply(
        turn.say(key),
        ReplyKind.COMMAND,
        (turn.button("Delete everything", Command.DELETE_ALL, CONFIRMED), turn.button("Keep it", Command.DENY)),
    )


def start_guide(
    turn: Turn, guide: Guide, *, before: tuple[str, ...] = (), understood: Understood | None = None
) -> Reply:
    """Starts a guide: its opening, then its first question."""
    turn.set(
        stage=Stage.ASKING, guide_id=guide.id, step_id=None, question="", asked=None, about=None,
        answered=(), passed=(), followed_up=(), confirming=None, resume_to=None,
        closing_offered=False, misread=0, rating="", before=None,
    )  # fmt: skip
    begin(turn, guide)
    if understood is not None:
        spoken_about(turn, understood.reading)
    else:
        understood = _nothing_new(turn)
    reply = next_step(turn, understood, answer_text="", before=(*before, guide.opening))
    return replace(reply, choices=(*reply.choices, *offered(turn, guide)))


def next_step(turn: Turn, understood: Understood, *, answer_text: str, before: tuple[str, ...]) -> Reply:
    """The next question of the running guide, or its close."""
    question = turn.parts.guides.next_question(
        turn.state,
        known=turn.people.known,
        read_now=understood.reading,
        answer=answer_text,
        thin=understood.understanding.thin,
        declined=turn.uow.people.declined(turn.conversation.person_id),
        unsafe=_unsafe(turn, understood),
        step_kept=turn.state.recalls_step,
    )
    if question is None:
        return finish(turn, before=before)
    return turn.ask(question, before=(*before, *recalled(turn, question)))


def ask_about(turn: Turn, who: KnownPerson, *, before: tuple[str, ...]) -> Reply:
    """The open question put anew, about whom the talk has just turned to; the next one where it may not be asked of them."""
    understood = _nothing_new(turn)
    declined = turn.uow.people.declined(turn.conversation.person_id)
    may_not = who.tie is not Tie.CURRENT or who.told_unsafe or who.id in _unsafe(turn, understood)
    if may_not or turn.parts.guides.is_declined(who, declined):
        return next_step(turn, understood, answer_text="", before=before)
    return turn.ask_again(before=before, reworded=True)


def _unsafe(turn: Turn, understood: Understood) -> tuple[KnownPersonId, ...]:
    """Who is not safe to be with: as read, and whoever the talk is with once safety has answered to danger from someone.

    What was disclosed then is read by nobody, so it leaves no statement behind; it holds for the rest of the conversation.
    """
    unsafe = tuple(understood.understanding.unsafe)
    told = any(one.startswith(f"{RiskKind.FROM_SOMEONE.value}-") for one in turn.state.safety.said)
    about = turn.state.about
    return (*unsafe, about) if told and about is not None and about not in unsafe else unsafe


def finish(turn: Turn, *, before: tuple[str, ...] = ()) -> Reply:
    """Closes the running guide calmly and offers what may come next."""
    closing: tuple[str, ...] = ()
    if turn.state.guide_id is not None:
        closing = (turn.parts.guides.closing(turn.state.guide_id, seed=turn.state.turn),)
        turn.set(finished_guides=(*turn.state.finished_guides, turn.state.guide_id))
    turn.set(
        stage=Stage.CHOOSING, guide_id=None, step_id=None, question="", asked=None, about=None, resume_to=None,
        confirming=None, rating="", before=None, small_step=None, recalls_step=False,
    )  # fmt: skip
    choices = (turn.button("What have you understood?", Command.SUMMARY), *_a_small_step(turn), *turn_choices(turn))
    return Reply((*before, *closing), ReplyKind.CLOSING, choices)


def turn_choices(turn: Turn) -> tuple[Choice, ...]:
    """The guides to choose from."""
    return choices_of_guides(turn.parts, turn.uow, turn.conversation.person_id, turn.state)


def _a_small_step(turn: Turn) -> tuple[Choice, ...]:
    """The offer of a small step, after a guide and not after another step."""
    last = turn.state.finished_guides[-1:]
    if not last or last == (SMALL_STEP,) or not may_be_offered(turn):
        return ()
    return (turn.button("Plan a small step (5 min)", Command.CHOOSE_GUIDE, SMALL_STEP),)


def _to_the_question(turn: Turn) -> Reply:
    step_id = turn.state.step_id
    means, is_alone = turn.parts.guides.explained(turn.state, turn.message.text) or ("", False)
    if is_alone:
        return turn.ask_again(before=(means,))
    understood = understand(turn, turn.state.asked, is_told_elsewhere=stands_as_part(turn))
    if turn.parts.guides.says_misread(turn.message.text):
        turn.set(misread=turn.state.misread + 1)
        if turn.state.misread >= ASKS_AFTER:
            return ask_to_say_it(turn)
        if len(turn.message.text.split()) <= REPEATED_UP_TO_WORDS:
            return turn.ask_again(before=_given_back(turn, understood))
    else:
        turn.set(misread=0)
    asks_who = turn.state.asked is not None and turn.state.asked.step == StepKind.PERSON
    if asks_who:
        spoken_about(turn, understood.reading)
    given_back = keep_answer(turn, understood.reading) or _given_back(turn, understood)
    given_back = (means, *given_back) if means else given_back
    if turn.state.stage is Stage.CLOSING:
        return ask_after(turn, before=given_back) if turn.state.before is not None else finish(turn, before=given_back)
    if step_id is not None and step_id not in turn.state.answered:
        turn.set(answered=(*turn.state.answered, step_id))
    if turn.state.guide_id == SMALL_STEP and asks_who and turn.state.about in _unsafe(turn, understood):
        given_back = turn.say("no_step_where_unsafe")
    calls_for_closing = _calls_for_closing(turn)
    reply = next_step(turn, understood, answer_text=turn.message.text, before=given_back)
    return _offer_closing(turn, given_back) if calls_for_closing and reply.kind is ReplyKind.QUESTION else reply


def _calls_for_closing(turn: Turn) -> bool:
    """True where it has become much, and no end was offered in this guide yet."""
    if turn.state.closing_offered:
        return False
    earlier = [
        message.text
        for message in turn.uow.messages.said(turn.conversation.id, limit=ANSWERS_LOOKED_AT)
        if message.asked is not None and message.number < turn.message.number
    ]
    is_watched = turn.message.level.rank >= Level.WATCH.rank
    return turn.parts.guides.calls_for_closing(turn.message.text, earlier, is_watched=is_watched)


def _offer_closing(turn: Turn, given_back: tuple[str, ...]) -> Reply:
    """The next question waits; whether it is put is the person's choice."""
    turn.set(stage=Stage.CONFIRMING, confirming=Command.STOP.value, resume_to=turn.state.stage, closing_offered=True)
    buttons = (turn.button("End quietly", Command.STOP), turn.button("Go on", Command.DENY))
    return Reply((*given_back, *turn.say("closing_offer")), ReplyKind.QUESTION, buttons)


def _said_beside_the_question(turn: Turn) -> Reply:
    """Said while the open question waits: it is read by itself, then the question is put."""
    understood = understand(turn, None)
    before = turn.say("said_again") if turn.state.confirming == SAYING else _given_back(turn, understood)
    turn.set(stage=turn.state.resume_to or Stage.ASKING, confirming=None, resume_to=None)
    return turn.ask_again(before=before)


def take_as_answer(turn: Turn, message_id: MessageId) -> Reply:
    """What was taken for a command was an answer: it is read as one, and the talk goes on where it is."""
    turn.set(misread=turn.state.misread + 1)
    turn.message = turn.uow.messages.get(message_id)
    understand(turn, turn.message.asked)
    said = turn.say("taken_as_answer")
    if turn.state.step_id is None:
        return Reply((*said, *turn.say("choose")), ReplyKind.COMMAND, turn_choices(turn))
    return turn.ask_again(before=said)


def answered_after_all(turn: Turn, message_id: MessageId) -> Reply:
    """The button said that it was the answer: it answers the open question."""
    turn.set(stage=turn.state.resume_to or Stage.ASKING, confirming=None, resume_to=None, misread=0)
    turn.message = turn.uow.messages.get(message_id)
    return _to_the_question(turn)


def _rated(turn: Turn) -> Reply:
    """A number from 0 to 10, or something else: then it is left out, and words enough are taken as an answer to the open question."""
    number, before = number_in(turn), turn.state.before
    turn.set(rating="")
    if before is None:
        turn.set(stage=Stage.ASKING, before=number)
        if number is None and len(turn.message.text.split()) >= WORDS_TO_BEGIN_WITH:
            return _to_the_question(turn)
        return turn.ask_again(before=turn.say("all_right" if number is None else "noted_0_10"))
    if number is None:
        understand(turn, None)
        return finish(turn)
    turn.set(how_i_was=(*turn.state.how_i_was, (turn.state.guide_id or "", before, number)))
    return finish(turn, before=turn.say("after_lower") if number < before else ())


def _added(turn: Turn) -> Reply:
    """Said before the open question was put: it belongs to the one before. It is read as that, and the open one stands."""
    understood = understand(turn, turn.message.asked)
    return turn.ask_again(before=_given_back(turn, understood))


def _while_paused(turn: Turn) -> Reply:
    if turn.state.safety.level.rank > 1:
        # Nothing is interpreted and nothing asked; going on is theirs to choose.
        return Reply(
            turn.say("kept_while_paused"), ReplyKind.NOTICE,
            (turn.button("Go on with the guide", Command.RESUME), turn.button("Stop here", Command.STOP)),
        )  # fmt: skip
    understood = understand(turn, None)
    turn.set(stage=turn.state.resume_to or Stage.CHOOSING, resume_to=None)
    before = _given_back(turn, understood)
    if turn.state.step_id is None:
        return Reply((*before, *turn.say("choose")), ReplyKind.COMMAND, turn_choices(turn))
    return turn.ask_again(before=before)


def _without_a_guide(turn: Turn) -> Reply:
    named = named_guide(turn)
    if named is not None:
        return start_guide(turn, named)
    if turn.state.finished_guides or len(turn.message.text.split()) < WORDS_TO_BEGIN_WITH:
        # Neither an afterthought to a guide that is over nor a word or two before anything was chosen asks for a guide to start.
        understood = understand(turn, None)
        before = _given_back(turn, understood) or turn.say("all_right")
        return Reply((*before, *turn.say("choose")), ReplyKind.COMMAND, turn_choices(turn))
    understood = understand(turn, None)
    before = _given_back(turn, understood)
    guides = turn.parts.guides.all()
    fresh = [guide for guide in guides if guide.id not in turn.state.finished_guides]
    return start_guide(turn, (fresh or list(guides))[0], before=before, understood=understood)


def named_guide(turn: Turn) -> Guide | None:
    """The guide whose title or place in the list the person typed instead of pressing its button."""
    said = "".join(c for c in turn.message.text.casefold() if c.isalnum() or c == " ").strip()
    ordinals = ("1 first the first one", "2 second the second one", "3 third the third one", "4 fourth the fourth one")
    for place, guide in enumerate(turn.parts.guides.all()):
        title = guide.title.casefold()
        if said and (
            said == title
            or (len(said) >= 8 and said in title)
            or (title in said and len(said) < len(title) + WORDS_BESIDE_A_TITLE_CHARS)
        ):
            return guide
        if (
            place < len(ordinals)
            and said
            and said in (ordinals[place].split(" ", 2)[2], *ordinals[place].split(" ", 2)[:2])
        ):
            return guide
    return None


def _given_back(turn: Turn, understood: Understood) -> tuple[str, ...]:
    if not understood.reading.language_known:
        return turn.say("language_unknown")
    reflection = turn.parts.guides.reflect(
        turn.message.text, understood.reading, turn.message.asked, openings=turn.state.openings
    )
    if reflection is None:
        return ()
    turn.set(openings=(*turn.state.openings, reflection.opening)[-OPENINGS_REMEMBERED:])
    return (reflection.text,)


def _nothing_new(turn: Turn) -> Understood:
    from bot.service.model_of import understanding_of
    from bot.service.turn import NOTHING_READ

    return Understood(NOTHING_READ, understanding_of(turn.uow, turn.conversation.person_id, about=turn.state.about))
