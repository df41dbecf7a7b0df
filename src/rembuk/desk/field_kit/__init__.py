"""The desk as the field kit's host. The kit's room knows no accounts, offices or policy; it asks them here, by the setting `FIELD_HOST`."""
