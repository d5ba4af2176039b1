"""The product's tables as they are; Django changes nothing about them."""

from django.db import models


class Ward(models.Model):
    name = models.CharField(max_length=120)

    class Meta:
        managed = False
        db_table = "wards"

    def __str__(self) -> str:
        return self.name


class Patient(models.Model):
    surname = models.CharField(max_length=200)
    given_names = models.CharField(max_length=200, null=True)
    hospital_number = models.CharField(max_length=60, null=True)

    class Meta:
        managed = False
        db_table = "patients"

    def __str__(self) -> str:
        return f"{self.surname}, {self.given_names}"


class Stay(models.Model):
    ref = models.CharField(max_length=80)
    patient = models.ForeignKey(Patient, on_delete=models.DO_NOTHING)
    ward = models.ForeignKey(Ward, on_delete=models.DO_NOTHING)
    setting = models.CharField(max_length=60)
    bed = models.CharField(max_length=60, null=True)
    officer = models.CharField(max_length=200, null=True)
    admitted_on = models.DateField(null=True)
    expected_discharge_on = models.DateField(null=True)
    discharged_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "stays"
