"""A withdrawal done → what was searched, what is left and where, and what to type for places out of reach."""

from __future__ import annotations

from pipeline.anchoring import decisions
from pipeline.model.decision_rows import Extent
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.made_files import files
from pipeline.vault import git_history
from pipeline.vault.remotes import holding, remotes
from pipeline.vault.withdrawal import withdrawal_words as say
from pipeline.vault.withdrawal import words_to_find
from pipeline.vault.withdrawal.plan import Plan

EXPORTS = ("exports",)
BY_HAND = ("codebook", "params.yaml")
CLEARED = ("build", "decisions", ".dvc", ".filigrane", "dvc.lock", "transcripts")
SAID = ("transcripts", "build/private")


def recall(study: Study, found: words_to_find.Probes) -> None:
    """List the exports and the memos that hold withdrawn words."""
    for title, where in ((say.RECALL, EXPORTS), (say.BY_HAND, BY_HAND)):
        held = words_to_find.places(study, where, found)
        if held:
            print("\n".join([title, *(f"  {place}" for place in held)]))


def elsewhere(study: Study, made: Plan) -> None:
    """Say what to type for the remotes and for git's history, which no command of this machine clears by itself."""
    for remote in remotes(study):
        print(say.REMOTE.format(name=remote.name, url=remote.url))
    touched = [f"transcripts/{s.file}" for s in made.known.sessions if s.session in {p[0] for p in made.gone}]
    touched += [f"decisions/{w.who}" for w in decisions.withdrawals(study) if w.extent == Extent.MIGRATION]
    past = {place: commits for place in dict.fromkeys(touched) if (commits := git_history.commits_of(study, place))}
    if past:
        paths = " ".join(f"--path '{place}'" for place in past)
        number = len({commit for commits in past.values() for commit in commits})
        print("\n".join([say.HISTORY.format(commits=number), say.FILTER.format(paths=paths), say.AFTERWARDS]))
    print(say.COPIES)


def prove(study: Study, found: words_to_find.Probes) -> bool:
    """Search everything there is and say what was searched; gives whether something is left that should not be."""
    left = words_to_find.places(study, CLEARED, found)
    past = git_history.search(study, found.stand_in) if git_history.under_git(study) else None
    here = [r for r in remotes(study) if r.folder]
    far = [f"{r.name} : {place}" for r in here for place in holding(r, found.stand_in)]
    names = [r.name for r in here]
    read = (say.COMMITS if past.whole else say.COMMITS_LEFT).format(read=past.read) if past else ""
    where = say.REMOTES.format(names=", ".join(names)) if names else ""
    number = len(files(study, (*CLEARED, *EXPORTS, *BY_HAND)))
    print(say.SEARCHED.format(files=number, commits=read, remotes=where))
    commits = [f"git : {', '.join(past.found)}"] if past and past.found else []
    listed = [*left, *words_to_find.places(study, (*EXPORTS, *BY_HAND), found), *commits, *far]
    print("\n".join([say.FOUND, *(f"  {place}" for place in listed)]) if listed else say.CLEAN)
    for remote in (r for r in remotes(study) if not r.folder):
        print(say.ELSEWHERE.format(name=remote.name, url=remote.url))
    # What others said stands in the transcript too: it was said how to take her turns out of it by hand.
    return any(not place.startswith(SAID) for place in left)
