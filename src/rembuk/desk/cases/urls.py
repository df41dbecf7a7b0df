"""Addresses of one case, of its forms, and of the interface for programs. `baru` comes before the cases."""

from __future__ import annotations

from django.urls import path

from rembuk.desk.cases import act_views, api, conflict_page, new_case, pages, questions, sensitive

urlpatterns = [
    path("perkara/baru/", new_case.new_case, name="case_new"),
    path("perkara/baru/<slug:kind_name>/", act_views.open_record, name="case_open_record"),
    path("perkara/<str:case_id>/", pages.summary, name="case"),
    path("perkara/<str:case_id>/orang/", pages.people, name="case_people"),
    path("perkara/<str:case_id>/pertemuan/", pages.sessions, name="case_sessions"),
    path("perkara/<str:case_id>/kesepakatan/", pages.agreement, name="case_agreement"),
    path("perkara/<str:case_id>/keputusan/", pages.decisions, name="case_decisions"),
    path("perkara/<str:case_id>/hukum/", pages.law, name="case_law"),
    path("perkara/<str:case_id>/riwayat/", pages.history, name="case_history"),
    path("perkara/<str:case_id>/sidang/", pages.court, name="case_court"),
    path("perkara/<str:case_id>/lakukan/", act_views.menu, name="case_menu"),
    path("perkara/<str:case_id>/lakukan/<slug:kind_name>/", act_views.act, name="case_act"),
    path("perkara/<str:case_id>/tanya/", questions.interview, name="case_questions"),
    path("perkara/<str:case_id>/selisih/<int:number>/", conflict_page.conflict, name="case_conflict"),
    path("perkara/<str:case_id>/nama/", sensitive.names, name="case_names"),
    path("perkara/<str:case_id>/ekspor/", sensitive.export, name="case_export"),
    path("perkara/<str:case_id>/lampiran/<slug:digest>/", sensitive.attached, name="case_attachment"),
    path("api/perbuatan/", api.kinds, name="api_kinds"),
    path("api/perkara/<str:case_id>/", api.case, name="api_case"),
    path("api/perkara/<str:case_id>/perbuatan/", api.acts, name="api_acts"),
]
