"""What page furniture says in other languages: German, French, Spanish, Italian, Portuguese, Arabic; as `furniture`.

A headline of another article behind "Lesen Sie auch" goes with its label where both stand on one line, and as a list
of other articles where the label stands alone.
"""

from __future__ import annotations

# Wherever it stands.
ANYWHERE_ELSEWHERE = (
    # advertisements
    r"anzeige|werbung|publicité|publicidad|pubblicità|publicidade|reclame|annonce|إعلان|اعلان",
    r"(?:la suite|la lecture|der artikel|el artículo) .{0,40}\b(?:publicité|anzeige|werbung|publicidad)\b.{0,20}",
    # sharing and tools
    r"(?:auf|per|via|über) (?:facebook|twitter|x|whatsapp|linkedin|e-?mail|mail) (?:teilen|verschicken|versenden"
    r"|senden)",
    r"(?:seite |artikel )?(?:drucken|teilen|merken|vorlesen|anhören|speichern)|zur merkliste hinzufügen|nach oben",
    r"(?:partager|compartir|condividi|compartilh(?:ar|e))(?: (?:sur|en|su|no|na|l[’'])[^.!?]{0,40})?",
    r"copi(?:er|ar) (?:le lien|enlace|link)|copia link|نسخ الرابط|شارك(?: (?:عبر|على) .{0,30})?|imprimer|imprimir"
    r"|stampa",
    r"(?:offrir|enregistrer|sauvegarder) l[’']article|ajouter à (?:vos|mes) (?:sélections|favoris)"
    r"|guardar(?: artículo)?|escuchar(?: (?:el )?artículo)?|écouter(?: l[’']article)?",
    r"temps de lecture.{0,20}|(?:lesezeit|lesedauer).{0,20}|tiempo de lectura.{0,20}|\d{1,2} min(?:uten"
    r"|utes)? (?:lesezeit|de lecture)",
    # comments
    r"(?:\d+ )?(?:kommentare?|commentaires?|comentarios?|commenti|comentários?|التعليقات|تعليقات)(?: ?\(?\d+\)?)?",
    r"(?:ir a los|ver|leer) (?:los )?comentarios|réagir|kommentar (?:schreiben|verfassen)|jetzt kommentieren"
    r"|escribe un comentario",
    # subscriptions
    r"(?:jetzt )?(?:kostenlos )?(?:abonnieren|anmelden|registrieren|weiterlesen|einloggen)"
    r"|(?:unseren )?newsletter abonnieren",
    r"(?:s[’']abonner|abonnez-vous|je m[’']abonne|suscríbete|suscribirse|iniciar sesión|regístrate|abbonati|accedi"
    r"|assine)\b[^.!?]{0,80}",
    r"il vous reste .{1,20} (?:de cet article )?à lire\b.*|(?:la suite|cet article) est réservée? aux abonnés\b.*",
    r"(?:dieser|der) (?:artikel|inhalt) ist (?:nur )?für (?:abonnenten|unsere)\b.*"
    r"|(?:este|el) (?:artículo|contenido) es (?:solo|exclusivo) para suscriptores\b.*",
    r"(?:recibe|recevez|erhalten sie|ricevi|receba)\b[^.!?]{0,60}\b(?:newsletter|boletín|lettre)\b.{0,60}",
    # another article behind its label, pictures, sources, rights
    r"(?:lesen sie (?:auch|mehr|dazu|hier)|lies auch|mehr dazu|lire (?:aussi|également)|à lire(?: aussi)?|voir aussi"
    r"|lee también|te puede interesar|leer más|leggi anche|leia (?:também|mais)|اقرأ (?:أيضا|أيضاً|المزيد)|إقرأ أيضا)"
    r"\s*[:|»>→–-]?\s.{3,200}",
    r"(?:foto|bild|grafik|crédit(?: photo)?|photo|imagen|fotografía|immagine)s?\s*[:©]\s?.{2,120}|المصدر\s*:.{2,60}",
    r"über dieses thema berichtete\b.*|dieser (?:artikel|beitrag) (?:erschien|wurde)\b.{0,20}(?:zuerst|erstmals)\b.*",
    r"si está interesado en licenciar\b.*|réutiliser ce contenu|contribuer",
    r".{0,60}(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|tutti i diritti riservati"
    r"|todos os direitos reservados|جميع الحقوق محفوظة).{0,80}",
    r"startseite|accueil|inicio|الرئيسية|mentions légales|aviso legal|política de (?:privacidad|cookies)"
    r"|datenschutzerklärung",
)

# Headings over lists of other articles.
OTHER_ARTICLES_ELSEWHERE = (
    r"lesen sie auch|mehr zum thema|(?:das )?könnte sie auch interessieren|meistgelesen|weitere (?:artikel|themen"
    r"|meldungen)",
    r"lire aussi|à lire (?:aussi|également)|sur le même (?:sujet|thème)|les plus lus|dans la même rubrique|voir aussi",
    r"lee también|te puede interesar|más información|noticias relacionadas|lo más (?:visto|leído)|archivado en"
    r"|más noticias",
    r"leggi anche|i più letti|potrebbe interessarti|leia (?:também|mais)|mais lidas|veja também",
    r"اقرأ (?:أيضا|أيضاً|المزيد)|إقرأ أيضا|الأكثر قراءة|أخبار ذات صلة|مواضيع ذات صلة",
)
