"""The pages of one case: what comes next, what the law finds, people, sessions, agreement, decisions, history, and the forms of acts.

Nouns. An *opened* case is a case as one visitor sees it: its row, the folded case, the kept view, and how its people are called
for this visitor. A *blank* is one field of an act's form with what was entered. What was *entered* is the form's raw text.
"""
