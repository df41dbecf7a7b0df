"""Addresses of administration."""

from __future__ import annotations

from django.urls import path

from rembuk.desk.administration import clock_views, office_views, user_views

urlpatterns = [
    path("", office_views.offices, name="offices"),
    path("baru/", office_views.new_office, name="office_new"),
    path("pengguna/", user_views.users, name="users"),
    path("pengguna/baru/", user_views.new_user, name="user_new"),
    path("pengguna/<int:pk>/", user_views.user, name="user"),
    path("pengguna/<int:pk>/kode/", user_views.new_code, name="user_code"),
    path("pengguna/<int:pk>/tutup/", user_views.close_user, name="user_close"),
    path("pengguna/<int:pk>/autentikator/", user_views.remove_second_factor, name="user_second_factor"),
    path("pengguna/<int:pk>/jabatan/", user_views.new_post, name="post_new"),
    path("jabatan/<int:pk>/", user_views.end_post, name="post_end"),
    path("jabatan/<int:pk>/pengganti/", user_views.new_stand_in, name="stand_in_new"),
    path("<slug:code>/tenggang/", clock_views.clocks, name="office_clocks"),
    path("<slug:code>/tenggang/<path:name>/", clock_views.clock, name="office_clock"),
    path("<slug:code>/", office_views.office, name="office"),
]
