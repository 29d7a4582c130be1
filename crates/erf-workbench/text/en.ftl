# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2

nav-workbench = Linking workbench

## List
linkages-title = { $n ->
    [0] Linking workbench
    [one] Linking workbench: one linkage
   *[other] Linking workbench: { $n } linkages
}
linkages-lead = Which rows of one or two tables are about the same company or address, and how sure is that?
linkages-new = Link tables
linkages-empty = Your linkages will be here. A linkage finds the rows of one or two tables that belong together, says how sure that is and lets you judge it.
linkages-rows = { $n ->
    [one] one row
   *[other] { $n } rows
}
linkages-groups = { $n ->
    [one] one group
   *[other] { $n } groups
}
linkages-until = kept until
linkages-no-persons = The workbench links companies, addresses and yards. It does not link persons.
linkage-state-wachtend = waiting
linkage-state-klaar = ready
linkage-state-mislukt = failed
linkage-state-vervallen = lapsed
linkage-no-links = There are no links at this cut.
linkage-of-hundred = Of 100 links we expect { $fout } wrong; of 100 true links we miss { $gemist }.
linkage-less-than-one = fewer than 1

## New
linkage-new-title = Link tables
linkage-new-lead = Offer one table to find double rows, or two to connect them.
linkage-new-again = Nothing was saved. Choose the files again; what you typed is still there.
linkage-part-files = The tables
linkage-files-about = CSV with a heading, together at most 64 MB and { $n } rows a table. We recognise what the columns hold; afterwards you see why.
linkage-file = File
linkage-file-hint = One file: we look for rows that are about the same.
linkage-file-2 = Second file
linkage-file-2-hint = Two files: we connect rows of the first with rows of the second.
linkage-part-deliveries = Or: deliveries that are here already
linkage-deliveries-about = Released deliveries with companies or permits, open or municipal. Data under the covenant are not linked here.
linkage-delivery = Delivery
linkage-delivery-2 = Second delivery
linkage-delivery-none = None
linkage-part-law = Why this is allowed
linkage-name = Name of the linkage
linkage-name-hint = Such as: trade register with permits.
linkage-name-missing = Give the linkage a name.
linkage-purpose = Purpose
linkage-purpose-hint = What do you need the linkage for? No purpose, no data.
linkage-purpose-missing = Write down what you link the tables for.
linkage-holder = Holder
linkage-holder-hint = Whose tables are they? If you choose a delivery you may leave this empty: we know it then.
linkage-holder-missing = Write down whose tables they are.
linkage-basis = Legal basis
linkage-basis-hint = Which law or agreement allows this? If you choose a delivery you may leave this empty: we know it then.
linkage-basis-missing = Write down which law or agreement allows this.
linkage-until = Keep until
linkage-until-hint = After that day the linkage goes with everything in it.
linkage-until-wrong = Choose a day after today.
linkage-one-to-one = A row belongs to at most one row of the other table
linkage-submit = Link
linkage-no-source = Choose a file, or a delivery.
linkage-two-sources = Choose files or deliveries, not both.
linkage-upload-broken = The file did not arrive whole. Try again.
linkage-upload-large = What you sent is too large. Link it on the command line with erfzicht link.
job-linkage = The linkage is being made
job-linkage-learn = The model learns from judgements
phase-linkage-read = Reading and understanding rows
phase-linkage-blocks = Choosing which rows to compare
phase-linkage-learn = Learning how often features agree
phase-linkage-compare = Comparing pairs
phase-linkage-groups = Forming groups
phase-linkage-report = Writing the report
phase-linkage-save = Saving

## One linkage
linkage-pages = Pages of this linkage
linkage-tab-overview = Overview
linkage-tab-questions = Questions
linkage-tab-groups = Groups
linkage-tab-cut = Cut
linkage-tab-agreement = Agreement
linkage-tab-quality = Quality
linkage-to-questions = { $n ->
    [0] Judge pairs
    [one] Judge one pair
   *[other] Judge { $n } pairs
}
linkage-ended = This linkage has lapsed: a delivery in it was withdrawn or expired. Nothing is left in it.
linkage-stuck-wachtend = This linkage has not been made yet. Wait a moment, or start the work again if it was broken off.
linkage-stuck-mislukt = This linkage could not be made.
linkage-again = Try again
linkage-made-already = This linkage has been made already.
linkage-meanwhile = The linkage was made again meanwhile. Your judgement was not saved.
linkage-warning = Mind this
linkage-rows = Rows
linkage-groups = Groups
linkage-groups-several = { $n ->
    [one] one group of two rows or more
   *[other] { $n } groups of two rows or more
}
linkage-groups-single = { $n ->
    [one] one row stands alone
   *[other] { $n } rows stand alone
}
linkage-pairs = Pairs
linkage-pairs-kept = { $n ->
    [one] one pair kept of { $vergeleken } compared
   *[other] { $n } pairs kept of { $vergeleken } compared
}
linkage-cut = Cut
linkage-bits = bits
linkage-learned = Learned
linkage-learned-from = { $n ->
    [one] The model learned from one judged pair.
   *[other] The model learned from { $n } judged pairs.
}
linkage-columns = What we read in the columns
linkage-columns-caption = Columns of { $tabel }
linkage-left-out = left out
linkage-left-out-why = Its name says that it tells which rows belong together. Whoever judges must not read that answer.
linkage-named-column = A row is called here what it is called in column { $kolom }.
linkage-named-number = This table has no column unique_id or id. A row is called here by its number in the file; the line of headings is number 1.
linkage-named-delivery = A row is called here by its number in the delivery.
linkage-column = Column
linkage-role = Read as
linkage-reason = Why
linkage-certainty = Certainty
linkage-blocking = Which rows were compared
linkage-blocking-about = Not every row was compared with every other. A rule says what must be equal. We estimate that no rule brings { $n } true links together.
linkage-blocking-caption = Pairs per rule
linkage-rule = Rule: this is equal
linkage-rule-rows = Rows
linkage-rule-pairs = Pairs
linkage-rule-fresh = New
linkage-rule-matches = Expected true
linkage-rule-largest = Largest group
linkage-rule-separated = Separated
linkage-files = Files
linkage-files-out = Files as the command erfzicht link makes them, without problems.csv. In run.json the time and memory of the work are left out. The report is of when the model was made. Who takes a file is in the audit trail.
linkage-inputs = What went in
linkage-inputs-caption = Tables
linkage-input-name = Table
linkage-input-rows = Rows
linkage-input-rejected = Not used
linkage-author = Asked for by
linkage-settings = Settings
linkage-seed = Seed
linkage-hashes = Hashes
linkage-hash-in = in:
linkage-hash-out = out:
linkage-history = What happened
linkage-by = by { $wie }
linkage-changed = { $n ->
    [one] one group changed
   *[other] { $n } changes of groups
}
linkage-cause-gemaakt = Made
linkage-cause-oordeel = After a judgement
linkage-cause-terug = After a judgement was taken back
linkage-cause-grens = Another cut
linkage-cause-geleerd = Model renewed
linkage-delete = Delete linkage
linkage-delete-about = The rows, the pairs, the groups and all judgements go. That cannot be undone.
linkage-delete-name = Type the name of the linkage
flash-linkage-name = The name is not right. Nothing was deleted.
flash-linkage-deleted = The linkage was deleted with everything in it.

## Questions
linkage-question = Are these rows about the same?
linkage-questions-done = There are no questions
linkage-questions-waiting = { $n ->
    [0] No pair waits that we doubt.
    [one] One pair waits. First comes the pair of which your judgement teaches most.
   *[other] { $n } pairs wait. First come the pairs of which your judgement teaches most.
}
linkage-second-waiting = { $n ->
    [0] No pair waits for a second judgement.
    [one] One pair waits for your judgement beside that of somebody else.
   *[other] { $n } pairs wait for your judgement beside that of somebody else.
}
linkage-which = Which questions
linkage-first = Judged by nobody yet
linkage-second = Second judgement
linkage-questions-empty = All pairs were judged. See under quality what that teaches.
linkage-second-empty = Nobody else judged a pair that you have not seen.
linkage-blind = Somebody else judged this pair already. You see that answer after giving yours.
linkage-row = Row { $naam }
linkage-left = Left
linkage-right = Right
linkage-on-map = Place on the map
linkage-source-row = Row in the delivery
linkage-compared = What we compared, as we understood it
linkage-what = What
linkage-level = Agreement
linkage-same = The same
linkage-not-same = Not the same
linkage-dont-know = I do not know
linkage-why = Why
linkage-explained = How we come to this
linkage-sum = Sum of evidence
linkage-cut-is = From { $bits } bits on, rows come into one group.
linkage-answers = Judgements
linkage-undone = taken back at
linkage-undo = Take my judgement back
linkage-group-of = Group of row { $naam }
linkage-verdict-zelfde = the same
linkage-verdict-niet_zelfde = not the same
linkage-verdict-weet_niet = does not know
linkage-no-answer = Choose one of the three answers.
flash-linkage-same = Saved: the same. The groups were updated.
flash-linkage-not = Saved: not the same. The groups were updated.
flash-linkage-unsure = Saved: you do not know. We will not ask you this pair again.
flash-linkage-undone = Your judgement was taken back. The groups are as they were before.
evidence-vergelijking = Compared:
evidence-zeldzaamheid = How rare the shared value is:
evidence-veto = This all but rules it out:
evidence-samenhang = Sister companies and neighbours have much in common too. What these rows share therefore counts for less.

## Groups
groups-title = { $n ->
    [0] No groups of two rows or more
    [one] One group of two rows or more
   *[other] { $n } groups of two rows or more
}
groups-lead = { $n ->
    [one] One row stands alone.
   *[other] { $n } rows stand alone.
}
groups-empty = At this cut no rows belong together.
groups-caption = Groups, the largest first
groups-first = First row
groups-rows = Rows
group-title = { $n ->
    [one] One row that stands alone
   *[other] A group of { $n } rows
}
group-lead = { $n ->
    [one] One edge.
   *[other] { $bruggen ->
        [0] { $n } edges, no bridge.
        [one] { $n } edges, one of them a bridge.
       *[other] { $n } edges, { $bruggen } of them bridges.
    }
}
group-more = This group is larger. You see the first { $n } rows.
group-rows = Rows of this group
group-number = No.
group-row = Row
group-says = What the row says
group-picture = Picture
group-picture-about = Each circle is a row, each line an edge. A thick line is a bridge: without it the group falls apart. A broken line is the weakest link: here the group falls apart first. The table below says the same.
group-picture-label = Picture of { $n } rows and { $lijnen } edges; see the table of edges
group-edges = Edges
group-edges-about = The strongest first. At the weakest link the group falls apart first. An edge of fewer bits may be needless, because other edges hold those rows together already. Splitting means: these two rows are not the same. The group is then formed anew.
group-edges-caption = Edges in this group
group-edge = Between
group-between = row { $een } and row { $ander }
group-chance = Chance
group-mark = Remark
group-weakest = weakest link
group-bridge = bridge
group-split-head = Split
group-split = Split here
group-merge = Merge
group-merge-other = Other group or row
group-merge-hint = The name of a row as you see it on the page, or the code of a group. Merging means: a row of each is the same.
group-merge-missing = That group or row is not there, or belongs here already.
group-merge-which = { $n } rows are called this. Which one do you mean?
group-merge-with = Merge with row { $naam } of { $tabel }
group-history = What happened to this group
group-event-created = Created
group-event-grew = Got rows
group-event-shrank = Lost rows
group-event-merged = Merged with
group-event-split_from = Got rows of a group that was split:
group-event-split = Split, rows now also in
group-event-ended = Went up into another group
flash-linkage-merged = The groups were merged. The group now has these { $n } rows.
flash-linkage-merged-partly = Not all rows came along. The group now has these { $n } { $n ->
    [one] row
   *[other] rows
}; { $elders ->
    [one] one row of the two groups is now
   *[other] { $elders } rows of the two groups are now
} in another group.
flash-linkage-merged-not = Your judgement was saved, but the groups were not merged. Another judgement or a rule of this linkage keeps them apart.

## Cut
cut-title = Where do you draw the line?
cut-about = The higher the cut, the fewer links are wrong and the more you miss. What is expected follows from the chances themselves, with the 95% interval in brackets if the model is right. Judgements of people go first.
cut-curve-about = Solid: share of links that is right. Broken: share of true links that is found. The cut rises from left to right.
cut-caption = Choices, from wide to strict
cut-choose = Choice
cut-links = Links
cut-wrong = Wrong of 100
cut-missed = Missed of 100
cut-now = chosen now
cut-best = best balance
cut-own = Own cut in bits
cut-own-hint = Leave empty to use a choice from the table.
cut-why = Why
cut-set = Use this cut
cut-history = Chosen before
linkage-cut-wrong = Choose a line of the table, or write a number between −6.6 and 60.
linkage-reason-missing = Write down why.
flash-linkage-cut = The cut was changed and the groups were formed anew.

## Agreement
agreement-title = Do reviewers agree?
agreement-lead = { $n ->
    [one] One pair was judged, { $twee } by two people or more.
   *[other] { $n } pairs were judged, { $twee } by two people or more.
}
agreement-judge = { $n ->
    [one] Judge one pair as second
   *[other] Judge { $n } pairs as second
}
agreement-about = Two people judge the same pair without seeing each other's answer. The more often they say the same, the more you can build on judgements.
agreement-empty = How often two people say the same will be here. They must have judged the same pairs.
agreement-caption = Agreement of every two
agreement-who = Who
agreement-two = { $een } and { $ander }
agreement-n = Pairs (n)
agreement-agreed = Agreed
agreement-kappa = Kappa (95% interval)
agreement-no-interval = interval unknown
agreement-method = Cohen's kappa: 1 is full agreement, 0 is no better than chance. The interval follows Fleiss, Cohen and Everitt (1969) and is rough below thirty pairs.
agreement-talk = { $n ->
    [one] One pair to talk about
   *[other] { $n } pairs to talk about
}
agreement-talk-about = You see only pairs that you judged yourself. As long as people contradict each other, neither judgement decides.
agreement-pair = Pair
agreement-more = There are more; these are the first.

## Quality
quality-title = Is what the linkage says of itself right?
quality-judged = { $n ->
    [one] One pair was judged.
   *[other] { $n } pairs were judged.
}
quality-at-cut = Judged pairs above the cut that are truly the same
quality-unlinkable = Rows that say too little to be linked ever
linkage-source-judged = judgements of people
linkage-source-rows = rows of the tables
quality-about = Per band of chance: how many pairs there are, what chance we state on average, and how often people said "the same". Questions are not drawn at random but are about doubt; within a band the comparison is fairer than over all together.
quality-caption = Stated chance and judgements
quality-band = Chance
quality-from-to = { $van } to { $tot }
quality-pairs = Pairs
quality-stated = Stated
quality-judged-n = Judged (n)
quality-same = The same (95% interval)
quality-says = Outcome
quality-not-judged = not judged yet
quality-fits = fits the stated chance
quality-fits-not = does not fit the stated chance
quality-learn = Learning from judgements
quality-learn-later = From { $nodig } judged pairs on, the model can learn from judgements. Now there are { $n }.
quality-learn-about = The model can learn from { $n } judged pairs. The table shows those pairs themselves, so the new model looks somewhat too good. Each piece of evidence then counts for more or less; the sum stays a sum.
quality-learn-caption = The judged pairs, before and after
quality-model = Model
quality-links = Chance of one half or more
quality-wrong = Of those wrong
quality-missed = True, but below
quality-brier = Brier score
quality-before = as it is
quality-after = after learning
quality-scale = counts { $keer } times as much
quality-learn-do = Let the model learn
quality-forget = Back to the first model
