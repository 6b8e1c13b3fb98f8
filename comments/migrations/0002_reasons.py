"""The reasons for refusals that a newsroom begins with; it edits them at the desk."""

from django.db import migrations

REASONS = (
    (
        "Hors sujet",
        "Off the subject",
        "Votre commentaire ne parlait pas du sujet de l’article.",
        "Your comment wasn’t about the subject of the story.",
    ),
    (
        "Insulte",
        "Insult",
        "Votre commentaire s’en prenait à une personne et non à ce qu’elle dit ou fait.",
        "Your comment attacked a person, not what they say or do.",
    ),
    (
        "Haine",
        "Hatred",
        "Votre commentaire appelait à la haine ou à la violence, ce que la loi interdit.",
        "Your comment called for hatred or violence, which the law forbids.",
    ),
    (
        "Vie privée",
        "Private life",
        "Votre commentaire racontait la vie privée de quelqu’un.",
        "Your comment told of somebody’s private life.",
    ),
    (
        "Accusation sans preuve",
        "Accusation without proof",
        "Votre commentaire accusait quelqu’un sans dire d’où vous le savez.",
        "Your comment accused somebody without saying how you know.",
    ),
    (
        "Fausse information",
        "False claim",
        "Votre commentaire donnait pour vrai ce qui ne l’est pas.",
        "Your comment gave as true what isn’t.",
    ),
    (
        "Publicité",
        "Advertising",
        "Votre commentaire faisait de la publicité.",
        "Your comment was advertising.",
    ),
    (
        "Illisible",
        "Unreadable",
        "Nous n’avons pas réussi à lire votre commentaire. Écrivez-le à nouveau, en phrases.",
        "We couldn’t read your comment. Write it again, in sentences.",
    ),
    (
        "Déjà dit",
        "Said already",
        "Votre commentaire répétait ce que vous aviez déjà écrit.",
        "Your comment repeated what you had written already.",
    ),
)


def write(apps, schema_editor):
    """Write the nine reasons down."""
    reasons = apps.get_model("comments", "Reason").objects
    for key, (title_fr, title_en, text_fr, text_en) in enumerate(REASONS, start=1):
        reasons.create(key=key, title_fr=title_fr, title_en=title_en, text_fr=text_fr, text_en=text_en)


def take(apps, schema_editor):
    """Take away those of the nine that nobody has edited."""
    reasons = apps.get_model("comments", "Reason").objects
    for title_fr, title_en, text_fr, text_en in REASONS:
        reasons.filter(title_fr=title_fr, title_en=title_en, text_fr=text_fr, text_en=text_en).delete()


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_discussions")]
    operations = [migrations.RunPython(write, take)]
