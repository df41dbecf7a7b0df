"""The lists people work from: my work today, cases, approvals, evaluations, and the questions put to supervisors.

Every list reads projections only and costs the same however many cases there are.
"""
