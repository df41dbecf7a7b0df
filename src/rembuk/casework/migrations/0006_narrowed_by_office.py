from typing import Any

from django.db import migrations, models

_NAMES = ("sort", "status", "stage", "practice", "finding", "due_on", "opened_on")


def fill(apps: Any, schema_editor: Any) -> None:
    told = f"select {', '.join(f'r.{name}' for name in _NAMES)} from casework_caserow r where r.id = casework_caseoffice.case_id"
    schema_editor.execute(f"update casework_caseoffice set ({', '.join(_NAMES)}) = ({told})")


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0005_fewer_indexes'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='caserow',
            name='case_narrowed',
        ),
        migrations.RemoveIndex(
            model_name='caseoffice',
            name='office_cases',
        ),
        migrations.AddField(
            model_name='caseoffice',
            name='sort',
            field=models.CharField(default='case', max_length=12),
        ),
        migrations.AddField(
            model_name='caseoffice',
            name='status',
            field=models.CharField(default='open', max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='caseoffice',
            name='stage',
            field=models.CharField(default='', max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='caseoffice',
            name='practice',
            field=models.CharField(default='', max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='caseoffice',
            name='finding',
            field=models.CharField(blank=True, default='', max_length=14),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='caseoffice',
            name='due_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='caseoffice',
            name='opened_on',
            field=models.DateField(default='2026-01-01'),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='caseoffice',
            index=models.Index(fields=['office', 'basis', 'changed_at', 'case', *_NAMES], name='office_cases'),
        ),
    ]
