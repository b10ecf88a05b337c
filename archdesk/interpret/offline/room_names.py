"""Room names in the languages of Europe, and what each room is for."""

import difflib
import functools
import re
import unicodedata

from archdesk.model.floorplan import Use

LONGEST_NAME = 5  # words; longer texts are sentences
FUZZY_FROM = 5  # letters; shorter words become others with one letter changed
FUZZY_LIKENESS = 0.82

_PHRASES = {
    Use.LIVING: "salle a manger|sala de estar|sala comum|sala de jantar|family room|great room|dining room|sitting room",
    Use.BATH: "salle de bain|salle de bains|salle d eau|en suite|cuarto de bano|casa de banho|sdb|s d b|s d e|salle eau",
    Use.TOILET: "guest toilet|powder room|cloak room|w c|h wc",
    Use.BEDROOM: "master suite|master bed|camera da letto|guest room",
    Use.STORAGE: "walk in|w i c|store room|bin store|wall closet|cold room",
    Use.TECHNICAL: "plant room|utility room|boiler room|salle technique|local technique|machine room",
    Use.HALL: "entrance hall|sas d entree",
    Use.OFFICE: "studio room|home office|meeting room",
    Use.OUTDOOR: "roof terrace|terrasse couverte",
}
_WORDS = {
    Use.LIVING: "olohuone tupa tupakeittio saunatupa ruokailu stue stua vardagsrum allrum pokoj jadalnia takkahuone "
    "living salon sejour wohnen wohnzimmer stube wohnraum esszimmer essen lounge reception dining diner drawing "
    "sitting repas estar comedor sala soggiorno pranzo woonkamer eetkamer jantar family wohnkuche wohnessraum parlour "
    "parlor livingroom menjador estance zitkamer alles tagesraum gemeinschaftsraum aufenthaltsraum snug den",
    Use.BEDROOM: "makuuhuone soverom sovrum sovevaerelse sypialnia alkovi "
    "bedroom bed chambre chambres schlafen schlafzimmer kind kinder kinderzimmer eltern gast gaste gastezimmer "
    "dormitorio habitacion recamara camera letto matrimoniale cameretta quarto slaapkamer dormitori habitacio master "
    "alcoba suite guest nursery bedrm bdrm masterbedroom gastzimmer schlafraum",
    Use.KITCHEN: "keittio kjokken kok kokken kuchnia tupak "
    "kitchen cuisine kuche kochen kitchenette kochnische cocina cucina cozinha keuken cuina kitchn kueche",
    Use.BATH: "pesuhuone pesuh kylpyhuone badrum baderom lazienka "
    "bath bathroom bains bain bad badezimmer bano duche shower ensuite dusche bagno doccia badkamer douche "
    "banho bany duschbad washroom sauna wetroom waschraum",
    Use.TOILET: "wc toilet toilette toilettes aseo lavabo cloakroom cloaks cloak toiletten lavatory gastewc restroom "
    "powder sanitario sanitaires toilets uwc",
    Use.HALL: "eteinen tuulikaappi aula kaytava przedpokoj korytarz "
    "hall entree entry entrance flur diele gang corridor couloir degagement palier landing vestibule foyer lobby "
    "vestibulo pasillo recibidor distribuidor ingresso corridoio disimpegno atrio hal overloop windfang eingang korridor "
    "hallway passage passadis sas galerie circulation distribution rebedor entrada pas foier circulacion vorraum garderobe",
    Use.STAIRS: "porras portaat trapp klatka schody "
    "stairs stair staircase stairwell treppe treppenhaus escalier escalera escales scala escada trap trappenhuis "
    "treppenraum cage ascenseur ascensor aufzug elevator lift",
    Use.OFFICE: "tyohuone kirjasto kontor gabinet "
    "office study bureau arbeiten arbeitszimmer buro studio despacho estudio ufficio escritorio werkkamer kantoor "
    "library bibliotheque atelier workroom offices bibliothek besprechung conference meeting buero despatx work",
    Use.STORAGE: "varasto vaatehuone komero bod klade forrad garderoba siivous "
    "storage store closet placard rangement cellier dressing wardrobe pantry abstellraum abstell lager speis "
    "speisekammer ankleide trastero armario ripostiglio despensa berging kast larder cupboard reserve cellar cave keller "
    "debarras remise robe linen pl plac wic archiv archive kellerraum abstellkammer rebost vestidor stor kelder",
    Use.GARAGE: "autotalli autokatos garaz garage carport garaje stellplatz parking rimessa garagem aparcamiento cochera box",
    Use.TECHNICAL: "kodinhoitohuone tekninen vaskerom tvattstuga kotlownia "
    "utility laundry buanderie chaufferie lingerie technik technikraum heizung heizraum hauswirtschaft hwr "
    "waschkuche lavadero lavanderia lavandaria bijkeuken technical mechanical boiler hausanschlussraum installaties "
    "technique server electrical bugaderia plant hausarbeitsraum anschlussraum maquinaria",
    Use.OUTDOOR: "parveke terassi kuisti piha altan taras ogrod "
    "terrasse terrace terraza terrassa terrazzo terrazza balcony balcon balcone balkon varanda veranda loggia "
    "patio porche porch jardin garden garten giardino jardim tuin terraco deck courtyard cour hof yard porxo "
    "lichthof pergola galeria conservatory wintergarten dachterrasse freisitz ubergang",
    Use.OTHER: "room zimmer raum piece local stanza vano kamer ruimte combles mezzanine gym playroom hobbyraum hobby bar "
    "game games media loft vide kitchenbar area space",
}
_SHORT = {
    Use.BEDROOM: "mh br ch chbr chb dorm bdr hab sz ki slk",
    Use.LIVING: "oh rt lr wz liv sej dr ez",
    Use.KITCHEN: "k kit cuis ku coc",
    Use.BATH: "kh ba sdb sde bth",
    Use.STORAGE: "vh kom var ar abst st dg c",
    Use.HALL: "et tk ent deg fl",
    Use.GARAGE: "gar",
    Use.TOILET: "wc",
    Use.OFFICE: "th bur arb az",
    Use.TECHNICAL: "khh tgbt hwr",
}
_SUFFIXES = {
    "zimmer": Use.BEDROOM,
    "kuche": Use.KITCHEN,
    "flur": Use.HALL,
    "raum": Use.OTHER,
    "kamer": Use.OTHER,
    "room": Use.OTHER,
    "garage": Use.GARAGE,
    "keller": Use.STORAGE,
}
_LIKE_DIGITS = {"0": "o", "1": "l", "5": "s", "8": "b"}
_DIGIT_IN_WORD = re.compile(r"(?<=[a-z])[0158](?=[a-z])")
_VOCABULARY = {word: use for use, words in _WORDS.items() for word in words.split()}
_ABBREVIATIONS = {word: use for use, words in _SHORT.items() for word in words.split()}
_PHRASE_USES = {phrase: use for use, phrases in _PHRASES.items() for phrase in phrases.split("|")}
_LONG_WORDS = tuple(word for word in _VOCABULARY if len(word) >= FUZZY_FROM)


def use_of(words: str) -> Use | None:
    """What a room of that name is for; None where the words name no room."""
    tokens = plain_words(words)
    if not tokens or len(tokens) > LONGEST_NAME:
        return None
    joined = f" {' '.join(tokens)} "
    for phrase, use in _PHRASE_USES.items():
        if f" {phrase} " in joined:
            return use
    uses = [use for use in map(_use_of_word, tokens) if use is not None]
    if not uses and len(tokens) <= 2:  # letters alone may mean anything inside a sentence
        uses = [_ABBREVIATIONS[token] for token in tokens[:1] if token in _ABBREVIATIONS]
    return next((use for use in uses if use is not Use.OTHER), uses[0] if uses else None)


def plain_words(words: str) -> list[str]:
    """The words in small letters, without accents, numbers and signs."""
    folded = unicodedata.normalize("NFKD", words.replace("ß", "ss").replace("ø", "o"))
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign)).lower()
    mended = _DIGIT_IN_WORD.sub(lambda found: _LIKE_DIGITS[found[0]], letters)
    return re.findall(r"[a-z]+", mended)


@functools.lru_cache(maxsize=4096)
def _use_of_word(word: str) -> Use | None:
    known = _VOCABULARY.get(word)
    if known is not None:
        return known
    if len(word) < FUZZY_FROM:
        return None
    alike = difflib.get_close_matches(word, _LONG_WORDS, n=1, cutoff=FUZZY_LIKENESS)
    if alike:
        return _VOCABULARY[alike[0]]
    return next((use for suffix, use in _SUFFIXES.items() if word.endswith(suffix)), None)
