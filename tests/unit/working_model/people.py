"""Sixteen made-up people and what they told: small transcripts, labelled by hand, for reading the summaries they lead to."""

from __future__ import annotations

from bot.working_model.person import Tie
from bot.working_model.statement import Figure as Role
from bot.working_model.statement import Outcome, Way
from tests.unit.working_model.builders import Teller

HELPED, DID_NOT = Outcome.HELPED, Outcome.DID_NOT


def two_sisters() -> Teller:
    """Two sisters are two people."""
    teller = Teller().knows("anna", Role.SIBLING, "Anna").knows("bea", Role.SIBLING, "Bea")
    teller.says("my sister Anna does what she says, always has", "reliability+", "anna")
    teller.says("I ring Anna and she picks up, any hour", "availability+", "anna")
    teller.says("with Anna I can say the worst thing I think", "comfort+", "anna")
    teller.says("my sister Bea forgets I exist until she needs money", "reliability-", "bea")
    teller.says("Bea never asks how I am", "responsiveness-", "bea")
    teller.says("I tell Bea nothing that matters any more", "comfort-", "bea")
    teller.says("we were so close, Bea and me, as girls", "connection+", "bea", how="past")
    return teller.says("I used to think we'd always be two against the world", "connection+", "bea", how="past")


def worried_with_josh() -> Teller:
    """Worry in a new relationship, and an exception."""
    teller = Teller().knows("josh", Role.PARTNER, "josh")
    teller.says("if josh doesnt text back im sick to my stomach, hes my bf", "reassurance-", "josh")
    teller.says("i keep thinking hell wake up and swap me for someone easier", "abandonment-", "josh")
    teller.says("he comes when i call, even at 3", "availability+", "josh")
    teller.says("i check his last seen like forty times", "reassurance-", "josh")
    teller.says("last week he was away and i was actually fine", "reassurance+", "josh", how="moment")
    teller.does("i sent nine messages in a row", Way.PROTEST, "josh", outcome=DID_NOT)
    return teller.says("i feel like im too much for people", "lovability-")


def mother_then_and_now() -> Teller:
    """Then and now differ."""
    teller = Teller().knows("mum", Role.MOTHER)
    teller.says("growing up my mum was never home", "availability-", "mum", how="past", asked="What was it like then?")
    teller.says("nobody came when I was ill, mum had work", "availability-", "mum", how="past")
    teller.says("she is there now, every Sunday", "availability+", "mum")
    teller.says("she drove four hours when I lost the baby", "availability+", "mum", how="past moment")
    teller.says("I still can't tell her how I feel", "comfort-", "mum")
    return teller.says("I keep it light with her", "comfort-", "mum")


def not_safe() -> Teller:
    """Somebody who is hurt: no pattern, no exception, no place on the map."""
    teller = Teller().knows("dad", Role.FATHER)
    teller.says("I was scared of my dad's temper, I still am", "safety-", "dad")
    teller.says("he calls me useless in front of people", "safety-", "dad")
    teller.says("I stay in my room when he is home", "comfort-", "dad")
    teller.says("I don't tell him anything", "comfort-", "dad")
    teller.says("once he said sorry and I believed it", "reliability+", "dad", how="moment")
    return teller.does("I go quiet and wait for it to pass", Way.WITHDRAW, "dad", outcome=HELPED)


def harsh_on_oneself() -> Teller:
    """Self-blame is never mirrored as fact."""
    teller = Teller()
    teller.says("I'm a burden to everyone", "worth-")
    teller.says("I ruin every relationship I have", "competence-")
    teller.says("who would want me", "lovability-")
    teller.says("I'm stupid, honestly", "competence-")
    return teller.says("I feel worthless most days", "worth-")


def widower() -> Teller:
    """Somebody who died: what she did is past."""
    teller = Teller().knows("gwen", Role.PARTNER, "Gwen", Tie.DIED)
    teller.says("My wife Gwen was always there, forty years", "availability+", "gwen", how="past")
    teller.says("you could trust her with your life", "reliability+", "gwen", how="past")
    teller.says("I still feel near her in the garden", "connection+", "gwen")
    teller.says("She is my best friend still", "connection+", "gwen")
    teller.says("the evenings are lonely", "connection-")
    return teller.says("I don't want to lean on the children", "comfort-")


def quiet_pattern() -> Teller:
    """Episodes that rhyme, with an exception."""
    teller = Teller().knows("sam", Role.PARTNER, "Sam").knows("dee", Role.FRIEND, "Dee")
    teller.says(
        "I told Sam about work and he looked at his phone", "responsiveness-", "sam", how="past moment", episode="e1"
    )
    teller.does("I went upstairs and said nothing all night", Way.WITHDRAW, "sam", episode="e1")
    teller.says("when my gran died Sam changed the subject", "responsiveness-", "sam", how="past moment", episode="e2")
    teller.does("I just stopped talking", Way.WITHDRAW, "sam", outcome=DID_NOT, episode="e2")
    teller.says("Dee talked over me at lunch", "responsiveness-", "dee", how="past moment", episode="e3")
    return teller.does(
        "so I said hey, I wasn't done, and she laughed and listened", Way.SET_LIMIT, "dee", outcome=HELPED, episode="e3"
    )


def both_about_husband() -> Teller:
    """Both sides, neither averaged away."""
    teller = Teller().knows("h", Role.PARTNER)
    teller.says("my husband is the one person I tell things", "comfort+", "h")
    teller.says("I can cry in front of my husband", "comfort+", "h")
    teller.says("there are things I will never tell my husband", "comfort-", "h")
    teller.says("I hide the bills from him", "comfort-", "h")
    teller.says("he has never lied to me", "reliability+", "h")
    return teller.says("I trust him, I do", "reliability+", "h")


def opening_up() -> Teller:
    """Something is changing."""
    teller = Teller().knows("kit", Role.FRIEND, "Kit").knows("t", Role.THERAPIST)
    teller.says("I'm starting to tell my friend Kit real things", "comfort+", "kit", how="changing")
    teller.says("It took me years but I let Kit see me cry", "comfort+", "kit", how="changing")
    teller.says("my therapist gets what I mean", "responsiveness+", "t")
    teller.says("she hears me out", "responsiveness+", "t")
    return teller.says("I no longer think everyone is laughing at me", "rejection+", how="changing")


def unsure() -> Teller:
    """Said with doubt."""
    teller = Teller().knows("boss", Role.COLLEAGUE)
    teller.says("I guess my boss is all right, sort of fair", "reliability+", "boss", how="unsure")
    teller.says("maybe he does listen, I don't know", "responsiveness+", "boss", how="unsure")
    teller.says("he might have my back", "responsiveness+", "boss", how="unsure")
    return teller.says("I suppose people mean well", "reliability+", how="unsure")


def guarded() -> Teller:
    """Short answers: not enough yet."""
    teller = Teller().knows("dad", Role.FATHER)
    return teller.says("he was ok i guess", "reliability+", "dad", how="unsure")


def group_and_faith() -> Teller:
    """Groups, pets and faith read as such."""
    teller = Teller().knows("choir", Role.GROUP).knows("dog", Role.PET, "Biscuit").knows("god", Role.FAITH)
    teller.says("my choir turned up, all of them, at the funeral", "availability+", "choir", how="past moment")
    teller.says("I belong with those people", "connection+", "choir")
    teller.says("my choir would notice if I was gone", "availability+", "choir")
    teller.says("my dog knows before I do", "responsiveness+", "dog")
    teller.says("he never judges me, my dog", "rejection+", "dog")
    teller.says("Biscuit is always by the door", "availability+", "dog")
    teller.says("God has never left me", "availability+", "god")
    return teller.says("I can lean on the Lord", "reliability+", "god")


def parents_together() -> Teller:
    """Plural people."""
    teller = Teller().knows("parents", Role.PARENT).knows("friends", Role.FRIEND)
    teller.says("my parents never had time for me", "availability-", "parents", how="past")
    teller.says("my parents didn't want to hear it when I was low", "responsiveness-", "parents", how="past")
    teller.says("my friends get me", "responsiveness+", "friends")
    teller.says("my friends are there, whatever happens", "availability+", "friends")
    return teller.says("I can be myself with my friends", "rejection+", "friends")


def ex_and_people() -> Teller:
    """An ended tie and people in general."""
    teller = Teller().knows("ex", Role.EX_PARTNER, None, Tie.ENDED)
    teller.says("my ex lied to me for a year", "reliability-", "ex", how="past")
    teller.says("he cheated and I found the messages", "reliability-", "ex", how="past moment")
    teller.says("people leave in the end", "abandonment-")
    teller.says("I don't let anyone near now", "comfort-")
    teller.says("you can't trust anyone", "reliability-")
    teller.says("I hate needing anyone", "comfort-")
    return teller.says("people always leave me", "abandonment-")


def grandmother_carer() -> Teller:
    """A carer by another name, and coping that helped."""
    teller = Teller().knows("ruth", Role.CAREGIVER, "Ruth").knows("kids", Role.CHILD)
    teller.says("my foster mum Ruth never broke a promise", "reliability+", "ruth", how="past")
    teller.says("Ruth sat with me every night", "availability+", "ruth", how="past")
    teller.says("my kids tell me everything", "connection+", "kids")
    teller.says("I'm a good mother", "competence+")
    teller.says("I handled the school meeting well", "competence+")
    teller.does("I breathe out and count to ten", Way.SOOTHE, outcome=HELPED)
    teller.does("I walk round the block", Way.SOOTHE, outcome=HELPED)
    return teller.does("I bite my tongue to keep the peace", Way.PLEASE, outcome=DID_NOT)


def worth_with_partner() -> Teller:
    """Own worth in the light of someone."""
    teller = Teller().knows("h", Role.PARTNER, "Hamid")
    teller.says("next to Hamid I am nothing", "worth-", "h")
    teller.says("I don't deserve my husband", "worth-", "h")
    teller.says("I'm all right as a friend", "competence+")
    teller.says("he lets me be, my husband, no checking up", "safety+", "h")
    return teller.says("I feel safe with him", "safety+", "h")


ALL = (
    two_sisters, worried_with_josh, mother_then_and_now, not_safe, harsh_on_oneself, widower, quiet_pattern,
    both_about_husband, opening_up, unsure, guarded, group_and_faith, parents_together, ex_and_people, grandmother_carer,
    worth_with_partner,
)  # fmt: skip
