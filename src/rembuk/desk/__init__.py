"""The web application for offices: pages, accounts, offices, rights. It shows what `casework` computes and records what people do.

Nouns. A *user* is a person who can sign in. An *office* is a place in one institution's tree. A *post* is a user in an office
with a role from a day to a day; a user acts in one post at a time. An *actor* is a request's user in the post chosen.
A *right* is what the policy table gives a role over a case by the case's relation to the actor.
"""
