from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0003_search_keys'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='caserow',
            index=models.Index(fields=['id', 'sort', 'status', 'stage', 'practice', 'finding', 'due_on', 'opened_on'], name='case_narrowed'),
        ),
    ]
