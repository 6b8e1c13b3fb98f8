"""The reasons for refusals that a newsroom begins with; it edits them at the desk."""

from django.db import migrations

REASONS = (
    (
        "Hors sujet",
        "Off topic",
        "Votre commentaire ne parlait pas du sujet de l’article.",
        "Your comment wasn’t about the subject of the story.",
    ),
    (
        "Attaque personnelle",
        "Personal attack",
        "Votre commentaire s’en prenait à une personne et non à ce qu’elle dit ou fait.",
        "Your comment attacked a person rather than what they say or do.",
    ),
    (
        "Haine",
        "Hate speech",
        "Votre commentaire incitait à la haine ou à la violence, ce que la loi interdit.",
        "Your comment incited hatred or violence, which is against the law.",
    ),
    (
        "Vie privée",
        "Privacy",
        "Votre commentaire dévoilait des éléments de la vie privée d’une personne.",
        "Your comment disclosed details of someone’s private life.",
    ),
    (
        "Accusation sans preuve",
        "Unsupported accusation",
        "Votre commentaire accusait une personne sans citer de source.",
        "Your comment accused someone without giving a source.",
    ),
    (
        "Fausse information",
        "False information",
        "Votre commentaire présentait comme vraie une information fausse.",
        "Your comment presented a false claim as true.",
    ),
    (
        "Publicité",
        "Advertising",
        "Votre commentaire contenait de la publicité.",
        "Your comment contained advertising.",
    ),
    (
        "Illisible",
        "Unreadable",
        "Nous n’avons pas pu lire votre commentaire. Renvoyez-le en phrases complètes.",
        "We couldn’t read your comment. Send it again in full sentences.",
    ),
    (
        "Doublon",
        "Duplicate",
        "Vous aviez déjà envoyé ce commentaire.",
        "You had already sent this comment.",
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
