"""The admin's list of stays: 50 rows, three filters, the patient and the ward in one query."""

from django.contrib import admin

from script.benchmarks.django_app.models import Stay


@admin.register(Stay)
class StayAdmin(admin.ModelAdmin):
    list_display = ("patient", "ward", "bed", "officer", "admitted_on", "expected_discharge_on", "discharged_on")
    list_filter = ("ward", "setting", ("discharged_on", admin.EmptyFieldListFilter))
    list_per_page = 50
    list_select_related = ("patient", "ward")
    ordering = ("admitted_on",)
