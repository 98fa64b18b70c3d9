"""What page furniture says: tables of patterns, each matched against a whole line in any case.

A line reaches these tables only where it is short, and without bullets and marks at its ends. A new
pattern must not match a line that a reporter could have written as a sentence of an article. What a line opens with
is asked first, what it must hold somewhere after that: most lines are prose, and soon done with.
"""

from __future__ import annotations

_SHARE_WORD = (
    r"(?:share|tweet|post|facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|messenger|instagram|bluesky"
    r"|threads|mastodon|flipboard|e-?mail|sms|print|save|copy|link|bookmark|gift|this|article|story|page|on|via|to"
    r"|with|and|or|by|friends?|your|now|\(opens in new window\))"
)
_SECTION = (
    r"(?:politics|world|national|nation|business|economy|finance|markets?|money|technology|tech|science|health|sports?"
    r"|culture|arts?|entertainment|lifestyle|opinion|analysis|news|breaking news|local|local news|regional"
    r"|international|world news|u\.?s\.?(?: news)?|uk(?: news)?|europe|asia|asia pacific|africa|americas|middle east"
    r"|australia|china|india|environment|climate|energy|education|travel|food|weather|crime|media|press release)"
)
_OTHERS = r"(?:more|other|all|our|latest|related|top|similar|popular|trending|recent|recommended)"
_ARTICLES = (
    r"(?:articles?|stor(?:y|ies)|news|reads?|reading|posts?|videos?|topics?|coverage|content|headlines|links|picks)"
)

_NAVIGATION = (
    r"(?:home(?:page)?|about(?: us)?|contact(?: us)?|privacy(?: (?:policy|notice|settings|choices|rights))?"
    r"|terms(?: (?:of (?:use|service)|(?:and|&) conditions))?|legal(?: notice)?|imprint|impressum|datenschutz"
    r"|accessibility|cookies?(?: (?:policy|settings))?|site ?(?:map|index)"
    r"|help|faqs?|careers|jobs|advertis(?:e|ing)(?: with us)?|rss(?: feeds?)?|archives?|newsletters?|subscriptions?"
    r"|feedback|press(?: kit)?|newsroom|log ?in|sign ?(?:in|up|out)|register|search|(?:my )?account|e-?paper|shop"
    r"|apps?|podcasts?"
    r"|back issues|live(?: tv)?|watchlist|portfolio|menu|close|submit|more|follow(?: us)?|facebook|twitter|x|instagram"
    r"|youtube|linkedin|tiktok|whatsapp|telegram|bluesky|threads|pinterest|rss)"
)
_PAGE_WORD = (
    r"(?:newsletters?|apps?|podcasts?|inbox|alerts?|notifications?|browser|stor(?:y|ies)|articles?|editions?|e-?paper"
    r"|subscriptions?|memberships?|comments?|editors?|trial|digest|digital|channel|playlist|preferred source|bets?"
    r"|straight to your phone|reprints|password|feedback|magazine"
    r"|our (?:journalism|work|team|reporters|newsroom|guide))"
)
_INVITES = (
    r"(?:sign (?:in|up|out)|log ?in|unlock|download|choose|add|buy|get|send|tell|report|reuse|load|rate|manage|change"
    r"|share|open|view|watch|listen|read|follow|subscribe|join|discover|explore|browse|enjoy|support|try|order"
    r"|start|activate"
    r"|renew|receive|check|visit|find|catch up|never miss|don[’']t miss|stop|make|email|e-mail|notify|help|please)"
)

SECTION = (_SECTION,)

# Furniture wherever it stands.
ANYWHERE = (
    # sharing
    rf"(?={_SHARE_WORD})(?=.*\b(?:share|tweet|print|facebook|twitter|whatsapp|copy|linkedin|e-?mail)\b)"
    rf"(?:{_SHARE_WORD}(?:[\s|,/·•:+&-]+|$)){{1,15}}",
    r"(?:save|gift|bookmark|print|e-?mail)(?: this)?(?: (?:article|story|page))?",
    r"text size|(?:text(?: size)?:? ?)?(?:a[ +-]*){3}|[\W_]*",
    r"like this:?|(?:like )?loading\W*|click to (?:share|print|email|tweet)\b.{0,60}",
    # posts of social networks
    r"view this (?:post|photo|profile|video) on \w+|a post shared by .{2,80}|pic\.twitter\.com/\w+",
    r"\d{1,2}:\d\d [ap]m · .{4,40} views|— [^.!?]{2,60} \(@\w+\) \w+ \d{1,2}, \d{4}",
    r"this (?:content|video|embed) (?:is|was) (?:provided|hosted) by\b.{0,240}",
    # comments
    r"sort by (?:newest|oldest|best|top)\b.{0,40}",
    r"(?:\d+\s+)?(?:shares?|comments?|views?|likes?)(?:\s*\(?\d*\)?)?",
    r"(?:add|leave|post|write|view|show|see|read|hide)(?: a| all| your| the| \d+)? (?:comments?|replies)(?: \(\d+\))?",
    r"join the (?:conversation|discussion)\b.{0,80}|comments are closed\b.{0,40}|have your say\b.{0,80}",
    r"(?:log ?in|sign in) to (?:comment|reply)\b.{0,40}|what do you think\b.{0,60}(?:comments?|know)\b.{0,20}",
    r"comments? (?:have|on this|for this|will be|powered|subscriber|data)\b.{0,120}|blog comments powered by .{2,40}"
    r"|(?:we|please) (?:moderate|welcome|encourage|review|keep the conversation)\b.{0,120}",
    r"(?:link )?copied!?|(?:video )?ad feedback|(?:last )?updated at \d{1,2}[.:]\d\d(?: ?[ap]m)?(?: [a-z]{2,4})?",
    r"(?:notify|e-?mail) me (?:of|when|about)\b.{0,60}|(?:all |your )?(?:e-?mail|name)s?(?: address(?:es)?)?"
    r" ?(?:\((?:required|optional)\)|\*)"
    r"|required fields are marked.{0,4}|your e-?mail address will not be .{4,60}|save my name\b.{0,90}",
    r"this site uses akismet\b.{0,60}|learn how your comment data\b.{0,30}|\w+ cancel(?: reply)?",
    # reading tools and navigation
    r"(?:home(?:page)?|front page)(?:\s*[>»›/|]\s*[^>»›/|.]{2,40}){1,5}|\d{1,2}:\d\d(?: min)?|key (?:points"
    r"|takeaways)",
    r"no time to read\??|get (?:a|the) summary|(?:listen|play)(?: to)?(?: this)? (?:article|story"
    r"|audio)(?: \d+:\d\d)?",
    r"listen\W{1,4}\(?\d{1,2}(?::\d\d)? ?min\b.{0,12}",
    r"(?:estimated )?(?:reading time:? ?)?\d{1,2}[ -]min(?:ute)?s?(?: read)?|reading time.{0,25}",
    r"(?:click|tap|scroll)(?: here)? (?:to|for) .{0,60}|back to (?:top|home.{0,20})|skip (?:to (?:main )?content|ad)",
    r"(?:show|load|read|see|view|learn|find out) (?:more|less|(?:the )?full (?:story|article|text))",
    r"continue reading.{0,60}|keep reading|expand|(?:toggle |open |close )?(?:menu|navigation|search|sign in|log ?in)",
    # advertisements
    r"[\W_]*(?:end of |(?:story|article) continues (?:below|after)(?: this)? )?(?:advertisements?|advert)[\W_]*",
    r"\[(?:unrelated )?(?:ad|advertisements?|sponsored)\b[^\[\]]*\].{0,280}",
    r"(?:unrelated )?(?:advertisements?|sponsored(?: content| by| message)?|paid (?:content|post)|partner content|ad)"
    r"(?:\s*[:–—*·|-].{0,280})?|advertise with us",
    # newsletters, subscriptions, applications
    r"(?=(?:please |want more\?? )?(?:sign up|subscribe|join our|register (?:for|now)|enter your"
    r"|stay (?:informed|updated|up to date)|get (?:our|the (?:latest|best|day)|all the|more|unlimited|breaking|daily)"
    r"|receive (?:our|the latest|daily|breaking))\b)"
    r".*\b(?:newsletters?|inbox|e-?mails?|alerts?|channel|updates|briefing|digest|unlimited|digital access)\b.*",
    r"(?:subscribe|sign up|register|donate)(?: now| today| here| free| for free| to (?:continue|read|keep)\b.{0,60})?",
    r"(?:sign up|subscribe)(?: (?:here|to|for) [^.!?]{2,60}| here)\W*|(?:skip past |after )newsletter promotion",
    r"(?:(?:free|our|daily|weekly|morning|evening) ){1,3}newsletter|privacy notice:.*"
    r"|want more\b[^.!?]{2,60}\?.{0,80}",
    r"(?:prefer|add|choose|set|make) .{0,60}\b(?:preferred (?:source )?)?on google\b.{0,30}"
    r"|add .{2,40} as your preferred .{0,80}",
    r"this (?:article|story) is more than [\w ]{2,20} old|explore more on these topics|view (?:image"
    r"|photo) in fullscreen",
    r"(?:special|exclusive|limited(?:[- ]time)?) offer\s*[:!–-].{0,100}|this live (?:blog|page|feed) (?:is"
    r"|has) (?:now )?closed\W*",
    r"when we learn of a mistake\b.*|if you (?:spot|see|notice) (?:an error|a mistake)\b.{0,120}",
    r"a version of this (?:article|story) (?:appears|appeared|ran)\b.*|see more on:.{2,200}|reach (?:him|her"
    r"|them) (?:at|on|via)\b.{0,120}",
    r"already a (?:subscriber|member)\b.{0,60}|(?:thank you|thanks) for (?:signing up|subscribing|reading)\b.{0,100}",
    r"this (?:article|story|content) is (?:for|available to) (?:our )?(?:subscribers|members)\b.{0,60}",
    r"(?:follow|like|find|join|connect with) us (?:on|at) .{0,120}",
    r"(?:download|get|install) (?:our|the .{0,30}) (?:free |mobile )?app\b.{0,100}",
    r"(?:your|enter your)? ?e-?mail(?: address)?",
    r"(?=.*\b(?:please (?:donate|consider|support)|readers like you)\b).*\b(?:our|us|we)\b.*",
    r"(?:donate|contribute) now",
    r"support (?:our|independent|quality|local) (?:work|journalism|reporting|newsroom)\b.{0,160}",
    r"view this (?:e-?mail|newsletter) in (?:your|a) browser|was this forwarded to you\b.{0,60}",
    r"unsubscribe\b[^.!?]{0,80}|have a (?:news )?tip\b.{0,120}|(?:show|hide) key events(?: only)?|key events",
    r"you (?:are|[’']re|have|[’']ve|receive|received|get|got)\b.{0,40}\b"
    r"(?:free|e-?mail|mail|message|newsletter|letter)\b[^.!?]{0,40}(?:\b(?:articles?|stories|month|week|left"
    r"|because)\b.*)",
    r"(?:did|do|have) you (?:find|found|spot|spotted|notice|noticed|know|have|seen?|got)\b[^.!?]{0,60}"
    r"\b(?:errors?|mistakes?|typos?|stor(?:y|ies)|tips?)\b[^.!?]{0,60}\?.{0,100}",
    r"(?:thanks|thank you)[,!.]? your (?:message|e-?mail|registration|comment|request)\b.{0,60}",
    r"why you can trust .{2,40}|available for everyone, funded by readers|already have an account\b.{0,30}"
    r"|forgot(?:ten)?(?: your)? password\W*|we[’']?(?:ve| have) noticed (?:that )?you.{0,30}ad.?block.{0,80}",
    # consent
    r"(?:we|this (?:web)?site|our (?:web)?site|we and our partners) (?:also )?uses? cookies\b.*",
    r"by (?:continuing|clicking|using|browsing|signing up|subscribing)\b.{0,80}\byou (?:agree|accept|consent)\b.*",
    r"(?:accept|reject|allow|manage)(?: all)? (?:cookies|preferences|consent|settings)(?: .{0,40})?",
    r"(?:accept|reject|decline|dismiss|got it|i agree|close)(?: all)?|cookie (?:settings|policy|preferences|notice)",
    r"(?:please )?(?:enable|turn on) javascript\b.*|your browser (?:does not|doesn[’']t) support\b.*",
    r"(?:privacy policy|terms (?:of (?:use|service)|(?:and|&) conditions)|contact us|about us)(?:\s*[|·•].{0,120})?",
    # pictures
    r"(?:photo(?:graph)?s?|image|picture|illustration|graphic|video)(?: (?:credit|courtesy))?"
    r"(?:\s*[:/].{2,120}| by [^.!?]{2,80})",
    r".{3,250}[.\s](?:\((?:photo|image|picture|photograph|credit)s?\b.{2,80}\)|file (?:photo|picture|image)\.?)",
    r"(?:(?:getty(?: images)?|afp|reuters|ap|epa|shutterstock|alamy|istock|unsplash|imago)(?:\s*[/,|–-]\s*|$)){1,3}",
    r"(?:image|photo|picture) (?:source|caption|credit),? .{2,250}|view (?:image|photo|gallery) (?:in )?fullscreen",
    r".{3,250}[.\s](?:photograph|photo|picture|image|illustration)(?: credit)?\s*[:/]\s*[^.!?:]{2,70}",
    r"\[?\d{1,2} ?(?:/|of) ?\d{1,2}(?:\]| ?\|).{5,300}|.{3,250}[.\s]credit ?(?:\.{3}|…) ?[^.!?]{2,70}",
    r".{3,250}© ?(?:provided by )?[^.!?\d]{2,60}",
    r"(?-i:Getty Images|PA Media|EPA|AFP via Getty Images|Shutterstock|Alamy) (?-i:[A-Z])[^.!?]{10,200}",
    # agency credits
    r"\(?updates? (?:with|to (?:add|include)|throughout|adds)\b.*\)|\(adds .*\)",
    r"[–—-]{0,2}\s*with (?:assistance|contributions?|files|additional reporting|help) (?:from|by)\b.{3,200}",
    r"\((?:additional )?(?:reporting|writing|editing|compiled|translated|edited|written)(?: and \w+)? (?:by|in)\b.*\)",
    r"(?:[^.!?]{2,60} reported from [^.]{2,60}\. ?)?[^.!?]{3,150} contributed (?:to this (?:report|article|story)"
    r"|reporting)\W*",
    r"reporting from [^.!?]{2,100}|reporting by [^.;]{3,120};.*|additional reporting by .{3,120}|editing by .{3,60}",
    r"(?:our standards: )?the [\w ]{3,40} trust principles\.?(?:, opens new tab)?|purchase licensing rights\b.{0,30}"
    r"|to contact the (?:reporters?|editors?)\b.*",
    # where else it stands, and rights
    r"(?:for )?more (?:stories|articles|news) like this\b.{0,80}",
    r"(?:the )?(?:views|opinions) (?:and opinions )?expressed\b.{0,90}\b(?:authors?|writers?|contributors?"
    r"|columnists?)"
    r"\b.{0,120}",
    r"(?:the )?(?:story|article|text) continues (?:below|under|after)\b.{0,40}|in this (?:article|story):?",
    r"materials provided by .{2,140}|story source:?|cite this page:?|order reprints\b.{0,60}"
    r"|reuse this (?:content|article)\b.{0,40}",
    r"subscribe now to stay ahead with .*|(?:read|see) the original (?:article|story|version)\b.{0,120}",
    r"this (?:article|story) (?:was )?(?:originally|first) (?:appeared|published|posted) (?:on|in|at|by)\b.{0,120}",
    r"(?:copyright )?(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:19|20)\d\d\b.*|(?:©|\(c\)) .{2,100}",
    r".{0,80}\ball rights reserved\b.{0,60}",
    r"(?:this material|no part of this|reproduction|republication)\b.{0,80}\b(?:may not be|without|is prohibited)\b.*",
    # another article behind a label
    r"(?:read (?:more|next|also|this|on)|also read|see also|related(?: (?:article|story|news|video|reading))?"
    r"|more on this|recommended|don[’']t miss|must read|watch(?: now| also)?|listen|more|go deeper"
    r"|related video)\s*[:|»>→].{3,200}",
)

# Furniture below the first sentence of the article: above it such a line may be the headline.
BELOW = (
    rf"(?={_INVITES}\b)(?=.*\b{_PAGE_WORD}\b)(?!.*\b(?:said|says|told|tells|according|wrote|writes|asked|added)\b)"
    r"[^“”\"]{0,190}",
    # prices of shares: "VENN AIR 84.20 +1.35 (1.63%)"
    r"[A-Z][\w .&-]{0,30}\s[\d.,]+\s[+−–-][\d.,]+%?(?:\s\([+−–-]?[\d.,]+%\))?|[+−–-]\d+[.,]\d+ ?%",
    r"\d{1,3}\s?/\s?\d{1,3}|[\d\W]*[\U0001f300-\U0001faff][\d\W]*",
    r"(?:local |more )?(?:ads|adverts|search|comments|poll|proudly) powered by .{2,40}|prices delayed\b.{0,40}",
    r"(?:view|see|read)(?: (?:all|full|more|my|his|her|their|other))*"
    r" (?:bio(?:graphy)?|profile|posts|results|membership|subscription)(?: (?:by|from|options) .{0,40})?",
)

# Headings over lists of other articles.
OTHER_ARTICLES = (
    r"you (?:might|may|could)(?: also)? (?:like|enjoy|be interested in)|we recommend|recommended(?: for you)?",
    rf"{_OTHERS} {_ARTICLES}(?: (?:from|on|in|about|by) .{{2,50}})?|more (?:from|on|in|about) [^.]{{2,50}}|related",
    r"read more (?:about|on|from)\b[^.!?]{0,40}|before you (?:leave|go)\b[^.!?]{0,40}",
    r"(?:must|most|also|best) (?:read|viewed|watched|popular|shared|commented)(?: (?:in|on|this|today|now)\b.{0,30})?"
    r"|(?:what )?others are (?:reading|watching)|popular on .{2,30}|read (?:more|next|also)|also read|see also"
    r"|up next",
    r"(?:previous|next|prev)(?: (?:article|post|story))|what to read next|more on this(?: story| topic)?",
    r"(?:trending|popular|top stories|editor[’']?s[’']? (?:picks?|choice)|don[’']t miss(?:\.{3}|…)?"
    r"|in case you missed it)(?: now| today| stories)?",
    r"(?:around|from) (?:the|our) (?:web|partners?|network|archives?)|(?:promoted|sponsored) (?:stories|links"
    r"|content)",
)

# Below the article: from here on others speak.
COMMENTS = (
    r"leave a (?:reply|comment) cancel reply|leave a reply(?: to .{2,60})?|post navigation|loading comments\W*",
    r"(?:\d+|one|two|three|no) (?:thoughts?|responses?|replies|comments?|reactions?) (?:on|to) .{2,250}",
    r"(?:blog )?comments powered by .{2,30}|your e-?mail address will not be published\b.{0,60}",
    r"you must be logged in to (?:post|comment|reply)\b.{0,40}|fill in your details below\b.{0,60}",
)

# Furniture only where nothing but furniture follows.
TAIL = (
    rf"{_SECTION}(?:\s*[,|/·•>»&-]\s*{_SECTION})*",
    r"(?:source|via|credit)\s*:\s*[^.!?]{2,60}(?:\.[a-z]{2,4}){0,2}/?",
    r"(?:tags?|topics?|keywords?|categor(?:y|ies)|filed under|labels?|sections?|hashtags?)\s*:.{1,250}"
    r"|(?:#\w+[\s,]*)+",
    r"(?:posted in|tagged(?: with| as)?|filed under) [^.]{2,100}|follow @\w+.{0,80}|about the authors?",
    r"[^.]{3,60} (?:is|are) (?:an?|the|our) (?:\w+ ){0,4}(?:reporter|correspondent|editor|journalist|columnist)s?\b.*",
    r"for (?:more|further) information,? (?:please )?(?:contact|call|visit|see)\b.*|(?:press |media )?contacts?:?",
    r"notes? to (?:the )?editors?:?|view source version on .{2,60}|[^.!?]{0,60}\b[\w.+-]+@[\w-]+\.\w[\w.]*",
    r"(?:first |last )?(?:published|posted|updated|modified)\b[^.!?]{0,20}\d.{0,60}",
    rf"(?:{_NAVIGATION}(?:[\s|,/·•&›»:+-]+|$)){{1,15}}"
    r"|(?:tel|phone|fax)(?:ephone)?[.:]? ?[+(\d][\d\s()/.-]{5,20}",
    r"(?:newsletters?|subscribe|comments?|share|tags|topics|follow|home|related|trending|ends|-+ ?30 ?-+|\W+)",
)
