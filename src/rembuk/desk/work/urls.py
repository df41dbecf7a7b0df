"""Addresses of the lists."""

from __future__ import annotations

from django.urls import path

from rembuk.desk.work import approvals, case_list, evaluations, oversight, today

urlpatterns = [
    path("kerja/", today.today, name="work"),
    path("perkara/", case_list.cases, name="cases"),
    path("perkara/daftar.csv", case_list.export, name="cases_export"),
    path("persetujuan/", approvals.queue, name="approvals"),
    path("evaluasi/", evaluations.evaluations, name="evaluations"),
    path("evaluasi/baru/", evaluations.new, name="evaluation_new"),
    path("evaluasi/<str:case_id>/", evaluations.evaluation, name="evaluation"),
    path("pengawasan/", oversight.questions, name="oversight"),
    path("pengawasan/<str:case_id>/", oversight.case, name="oversight_case"),
]
