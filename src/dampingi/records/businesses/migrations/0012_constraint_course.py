from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('businesses', '0011_lists_tell'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='constraint',
            name='constraint_course_here',
        ),
        migrations.AddIndex(
            model_name='constraint',
            index=models.Index(fields=['region', 'code', 'since', 'resolved_on', 'resolved_how', 'severity', 'business'], name='constraint_course_here'),
        ),
    ]
