#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2
"""A second generator of persons and companies with known duplicates: other names, streets and places, and another error process.

  second.py persons   --rows 100000 --seed 7 --out p2.csv [--dirt 1.0] [--family 0.7] [--headers nl]
  second.py companies --rows 100000 --seed 7 --out c2.csv

Where it differs from the first one: families have ages that fit (parents, children, a generation apart, twins share a school-age
date), couples share a landline, flats hold many households on one number, records come from sources with their own habits (one
scans paper: letters that look alike; one is typed from speech: sounds; one leaves fields out; one cuts texts at a fixed length),
whole households move together, and women may carry their partner's name.
Column `entity` is the truth. Standard library only; one seed gives the same bytes everywhere.
"""
import argparse, csv, hashlib, random

M = """Adam Bart Cas Daniël Erwin Floris Gerben Harm Ivo Jochem Koen Lennart Menno Nathan Olivier Pim Quinten Rogier Stefan Teunis
Ulrich Victor Wessel Xander Yorick Zeger Aron Berend Coenraad Derk Evert Frits Gijsbert Huub Izaak Jacob Karel Lodewijk Maurits
Otto Pepijn Reinier Sybren Tjeerd Wolter Ibrahim Omer Bilal Tarik Mateusz Pawel Marcin Stanislaw Cornelis Johannes Hendrik Willem
Gerardus Antonius Theodorus Franciscus Nicolaas Leendert Martinus Bernardus""".split()
F = """Amber Britt Carlijn Demi Eline Feline Gwen Heleen Isabel Janneke Kirsten Laura Maaike Nienke Odette Puck Quirine Renske Saar Tamara
Ursula Veerle Willemijn Yara Zita Alida Bertha Clara Dina Elske Frederika Grietje Hilda Ida Jacoba Klaasje Leentje Metje Nelleke
Oda Paulina Roelie Sjoukje Tetje Wieke Aylin Meryem Hatice Zehra Ewa Joanna Beata Malgorzata Johanna Maria Elisabeth Wilhelmina
Geertruida Antonia Hendrika Cornelia Adriana Margaretha Theodora Francisca""".split()
CALL = {"Cornelis": ["Cees", "Kees", "Cor"], "Johannes": ["Jan", "Johan", "Hans"], "Hendrik": ["Henk", "Hein"], "Willem": ["Wim"],
 "Gerardus": ["Gerard", "Ger"], "Antonius": ["Ton", "Toon"], "Theodorus": ["Theo", "Dorus"], "Franciscus": ["Frans"], "Nicolaas": ["Nico", "Klaas"],
 "Leendert": ["Leen"], "Martinus": ["Martin", "Tinus"], "Bernardus": ["Ben", "Bernard"], "Johanna": ["Joke", "Hanna"], "Maria": ["Ria", "Marie"],
 "Elisabeth": ["Els", "Lies"], "Wilhelmina": ["Willy", "Mina"], "Geertruida": ["Truus", "Trudy"], "Antonia": ["Toos"], "Hendrika": ["Riek"],
 "Cornelia": ["Corrie"], "Adriana": ["Jana"], "Margaretha": ["Greet"], "Francisca": ["Cisca"], "Jacob": ["Jaap"], "Gijsbert": ["Gijs"]}
A = """Aalders Aarts Achterberg Akkermans Appel Baars Bakels Barends Beekman Berends Biesheuvel Blaak Blokland Boelens Bogaard Bolhuis
Boogert Borst Bouma Braam Brands Breur Brink Broekhuis Buis Burger Buurman Claassen Coenen Cuperus Damen Dijkgraaf Doorn Drost Duijn
Eerden Elzinga Engels Evers Feenstra Franken Gelder Gerritsen Goedhart Greven Haak Hagen Halma Hartog Heemskerk Heijden Hofman Holwerda
Horstman Huijbers Ibes Jager Jonker Kaat Kamphuis Keizer Klomp Knol Kolk Kooistra Korver Kroon Kuipers Lammers Leeuw Lindeman Loon Maat
Mees Meulen Mol Moerman Mooij Nagel Nauta Nijhof Noordam Oever Olthof Oord Oosterhuis Otten Paauw Pals Pauw Plas Pol Postuma Pronk Raven
Reinders Renkema Rijken Roelofs Roos Ruiter Santen Schaap Scholten Schreuder Siemons Slager Snel Spaans Spijker Stam Steenbergen Stolk
Tadema Terpstra Tigchelaar Tol Tuinman Uil Valk Veenstra Velthuis Verbeek Vermeulen Viersen Vink Vlieger Voogd Vroom Waal Wagenaar
Wessels Westra Wiersma Wijnen Wolters Zandstra Zeeman Zonneveld Zuidema Zwiers Yildirim Öztürk Demirci Bouzian Kowalski Nowak Wisniewski""".split()
END = ["", "", "", "", "", "", "s", "sma", "ing", "ink", "es", "kamp", "dal", "horst", "brink", "voort", "man", "veld"]
TV = ["", "", "", "", "", "", "", "van", "van", "de", "van der", "van den", "van de", "ter", "ten", "op de", "de la", "van 't"]
ST = """Abdij Achter Boogaard Brede Burcht Diepe Dwars Esdoorn Ganzen Geest Goud Grind Heide Hertog Hooge Kapel Kers Klooster Koe Konings
Kortenaer Krommer Leem Linde Louise Maas Markt Merwede Mient Munt Naald Noord Oever Olmen Pannekoek Paarden Peppel Plantage Prinsen
Raadhuis Rivier Roggen Schans Schelf Scherpen Singel Slot Smeden Sparren Steen Tiende Tramweg Turf Uiter Veer Vliet Vogel Vrijheid
Waal Wal Weer West Wind Zand Zilver Zonne Zuid Zwanen""".split()
SE = ["straat", "straat", "weg", "laan", "pad", "dreef", "plein", "wal", "kade", "straat", "hof", "erf", "dijk", "ring"]
PL = """Apeldoorn Barneveld Culemborg Deventer Ede Franeker Groenlo Harderwijk IJsselstein Joure Kampen Lochem Meppel Nijkerk Ommen Putten
Raalte Sneek Tiel Urk Veenendaal Wijhe Zeewolde Zutphen Aalten Bolsward Coevorden Dronten Elburg Emmeloord""".split()
OCR = [("m", "rn"), ("rn", "m"), ("i", "l"), ("l", "i"), ("o", "0"), ("e", "c"), ("c", "e"), ("u", "ii"), ("h", "b"), ("n", "r"), ("S", "5"), ("B", "8")]
EAR = [("ij", "ei"), ("ei", "ij"), ("au", "ou"), ("ou", "au"), ("v", "f"), ("f", "v"), ("z", "s"), ("s", "z"), ("ch", "g"), ("g", "ch"),
 ("d", "t"), ("kk", "k"), ("ss", "s"), ("ee", "e"), ("aa", "a"), ("y", "ie"), ("c", "k"), ("k", "ck")]
WORK = """Advies Assurantiën Beton Boomkwekerij Bouw Caravans Dakwerken Detachering Drukkerij Elektro Evenementen Fietsen Grondverzet Hout
Interieurs Kaas Koeltechniek Logistiek Machines Makelaardij Meubelen Olie Orgelbouw Pluimvee Recycling Rietdekkers Rijwielen Schoonmaak
Sloopwerken Tegels Textiel Tuinen Verhuur Vis Vleesvee Zuivel Zonnepanelen""".split()
FORM = ["B.V.", "B.V.", "B.V.", "V.O.F.", "VOF", "", "", "Stichting", "N.V.", "Maatschap"]


class G:
    def __init__(s, seed, dirt): s.r, s.dirt = random.Random(seed), dirt
    def n(s, k): return int(s.r.random() * k)
    def p(s, x): return s.r.random() < x
    def bad(s, x): return s.r.random() < x * s.dirt
    def pick(s, l): return l[int(s.r.random() * len(l))]
    def front(s, l, a): return l[int(len(l) * s.r.random() ** a)]
    def swap(s, w, table):
        low = [(a, b) for a, b in table if a in w]
        if not low: return w
        a, b = s.pick(low); return w.replace(a, b, 1)
    def slip(s, w):
        if len(w) < 3: return w
        i = 1 + s.n(len(w) - 1); k = s.n(3)
        return w[:i] + w[i + 1:] if k == 0 else w[:i] + w[i - 1] + w[i:] if k == 1 else w[:i - 1] + w[i] + w[i - 1] + w[i + 1:]


def surnames(g):
    out, seen = [], set()
    while len(out) < 25000:
        t = (g.pick(TV), g.front(A, 1.2) + (g.pick(END) if g.p(.7) else g.pick(A).lower()))
        if t not in seen: seen.add(t); out.append(t)
    return out


def streets(g):
    out = []
    for i, place in enumerate(PL):
        for k in range(60 + g.n(150)):
            out.append((g.front(ST, 1.1) + g.pick(SE), place, "%04d" % (6700 + i * 40 + k % 37), g.pick("ABCDEGHJKLMNPRSTVWXZ")))
    return out


def home(g, st):
    street, place, digits, first = g.pick(st)
    number = 1 + int(180 * g.r.random() ** 1.4)
    flat = g.p(.05)
    add = str(1 + g.n(40)) if flat else g.pick(["A", "B", "C"]) if g.p(.08) else ""
    return (street, number, add, digits + first + "ABCDEFGHJKLMNPRSTUVWXZ"[number // 25 % 22], place)


def day(g, lo, hi): return (lo + g.n(hi - lo + 1), 1 + g.n(12), 1 + g.n(28))
def landline(g): return "0%d%06d" % (570 + g.n(9), 100000 + g.n(899999))
def mobile(g): return "06%08d" % (10000000 + g.n(89999999))


def text_errors(g, source, w):
    if source == "scan" and g.bad(.14): return g.swap(w, OCR)
    if source == "telefoon" and g.bad(.16): return g.swap(w, EAR)
    if g.bad(.05): return g.slip(w)
    return w


def write_address(g, source, a):
    street, number, add, pc, place = a
    street = text_errors(g, source, street)
    if source == "scan" and g.bad(.2): street = street.replace("straat", "str").replace("plein", "pln").replace("laan", "ln")
    if source == "kort": street = street[:17]
    nr, ad = str(number), add
    if add and g.bad(.3): nr, ad = nr + g.pick([" ", "-", ""]) + add, ""
    elif add and g.bad(.2): ad = ""
    if g.bad(.02): nr = str(number + g.pick([-2, -1, 1, 2, 10]))
    if source == "telefoon" and g.bad(.25): pc = ""
    elif g.bad(.04): i = g.n(4); pc = pc[:i] + str(g.n(10)) + pc[i + 1:]
    elif g.bad(.03): pc = pc[:4] + pc[5] + pc[4]
    if pc and g.p(.5): pc = pc[:4] + " " + pc[4:]
    if g.bad(.08): place = ""
    else: place = text_errors(g, source, place)
    return [street, nr, ad, pc, place]


def write_date(g, source, d):
    y, m, k = d
    if source == "enquete" and g.bad(.35): return ""
    if g.bad(.07): return ""
    if g.bad(.03): y, m, k = y, min(k, 12) if k <= 12 else m, m if k <= 12 else k
    elif g.bad(.04): k = min(28, max(1, k + g.pick([-1, 1, 10, -10])))
    elif g.bad(.02): y += g.pick([-10, -1, 1, 10])
    elif g.bad(.02): return "%02d-%02d-%04d" % (1, 1, y)
    return "%02d-%02d-%04d" % (k, m, y)


def persons(g, rows, w, family, english):
    head = "id entity bron voornamen tussenvoegsel achternaam geslacht geboortedatum straat huisnummer toevoeging postcode woonplaats telefoon email"
    if english: head = "id entity source given_names prefix last_name gender birth_date street number addition zip town phone email"
    w.writerow(head.split())
    sur, st, buf, ent = surnames(g), streets(g), [], 0
    sources = ["register", "register", "scan", "telefoon", "enquete", "kort"]
    while len(buf) < rows:
        a, line = home(g, st), landline(g)
        old = day(g, 1935, 1995); sex = g.n(2)
        people = [(g.front(M if sex else F, 1.3), g.front(sur, 1.8), sex, old, None)]
        if g.p(family):
            other = 1 - sex if g.p(.95) else sex
            people.append((g.front(M if other else F, 1.3), g.front(sur, 1.8), other, day(g, old[0] - 4, old[0] + 6), people[0][1] if g.p(.4) else None))
            kids, born, last = g.pick([0, 1, 2, 2, 3]), old[0] + 24 + g.n(9), None
            for k in range(kids):
                s = g.n(2); d = last if last and g.p(.04) else day(g, born, min(born + 1, 2023)); last, born = d, born + 1 + g.n(4)
                name = people[0][0] if s == people[0][2] and g.p(.06) else g.front(M if s else F, 1.3)
                people.append((name, people[0][1], s, d, None))
        moved = home(g, st) if g.p(.15) else None                 # the whole household moves
        for first, (tv, name), s, d, partner in people:
            mob, mail = mobile(g), ""
            if g.p(.5): mail = (first + "." + name + str(g.n(90))).lower() + "@" + g.pick(["mail.example", "post.example", "web.example"])
            copies = g.pick([1, 1, 1, 1, 2, 2, 2, 3, 3, 4])
            for j in range(copies):
                src = g.pick(sources)
                f, t, n = first, tv, name
                if src != "register" and f in CALL and g.bad(.4): f = g.pick(CALL[f])
                elif src == "kort" and g.bad(.5): f = f[0] + "."
                elif g.p(.1): f = f + " " + g.pick(M if s else F)
                if partner and g.p(.5): n = partner[1] + "-" + (tv + " " if tv else "") + name; t = partner[0]
                f, n = text_errors(g, src, f), text_errors(g, src, n)
                if t and src == "scan" and g.bad(.3): t = {"van der": "v.d.", "van den": "v.d.", "van de": "v.d.", "van": "v."}.get(t, t)
                elif t and g.bad(.1): n, t = t + " " + n, ""
                elif t and g.bad(.05): t = ""
                if src == "kort": n = n[:14]
                if src == "scan": f, n = f.upper(), n.upper()
                phone = "" if g.p(.4) else line if g.p(.35) else mob
                if phone and g.bad(.03): i = 2 + g.n(8); phone = phone[:i] + str(g.n(10)) + phone[i + 1:]
                if phone and g.p(.3): phone = phone.replace("06", "+316", 1) if phone.startswith("06") else phone[:4] + "-" + phone[4:]
                gender = "" if g.p(.3) else ("MV"[s == 0] if not g.bad(.01) else "MV"[s])
                b = moved if moved and j and g.p(.6) else a
                buf.append([ent, src, f, t, n, gender, write_date(g, src, d)] + write_address(g, src, b) + [phone, mail if g.p(.6) else ""])
            ent += 1
    shuffle(g, buf, rows, w)


def companies(g, rows, w):
    w.writerow("id entity bron bedrijfsnaam kvk_nummer straat huisnummer toevoeging postcode plaats telefoon website".split())
    sur, st, buf, ent, sites = surnames(g), streets(g), [], 0, set()
    while len(buf) < rows:
        tv, name = g.front(sur, 1.6); own = (tv + " " + name).strip(); a = home(g, st)
        for q in range(1 if g.p(.75) else 2 + g.n(2)):            # a family may have several companies on one yard
            work, form = g.front(WORK, 1.2), g.pick(FORM)
            k = g.n(10)
            n = own + " " + work if k < 4 else work + " " + own if k < 6 else work + "bedrijf " + own if k < 7 else "Gebr. " + own + " " + work if k < 8 else g.pick(ST) + g.pick(END) + " " + work
            if q and g.p(.4): n = own + " " + ["Holding", "Beheer", "Vastgoed"][q % 3]; form = "B.V."
            kvk, phone = "%08d" % (20000000 + g.n(6 * 10**7)), landline(g)
            site = "".join(x for x in n.lower() if x.isalnum()) if g.p(.4) else ""
            while site in sites: site += str(g.n(10))             # a name on the web belongs to one company
            if site: sites.add(site); site += ".example"
            for j in range(g.pick([1, 1, 1, 2, 2, 3, 4])):
                src = g.pick(["register", "scan", "telefoon", "kort", "toezicht"])
                m = " ".join(text_errors(g, src, x) if len(x) > 3 else x for x in n.split())
                if g.bad(.08): m = " ".join(x for x in m.split() if x != work) or m
                f = form if g.p(.6) else form.replace(".", "") if g.p(.5) else ""
                full = ("Stichting " + m if form == "Stichting" else m + " " + f).strip()
                if src == "kort": full = full[:24]
                if src == "scan": full = full.upper()
                num = "" if g.p(.4) or src == "telefoon" else kvk
                if num and g.bad(.03): i = g.n(8); num = num[:i] + str(g.n(10)) + num[i + 1:]
                b = home(g, st) if j and g.p(.1) else a
                buf.append([ent, src, full, num] + write_address(g, src, b) + [phone if g.p(.5) else "", site if g.p(.6) else ""])
            ent += 1
    shuffle(g, buf, rows, w)


def shuffle(g, buf, rows, w):
    buf = buf[:rows]
    for i in range(len(buf) - 1, 0, -1):
        j = g.n(i + 1); buf[i], buf[j] = buf[j], buf[i]
    for i, b in enumerate(buf): w.writerow([100001 + i] + b)


if __name__ == "__main__":
    a = argparse.ArgumentParser(); a.add_argument("kind", choices=["persons", "companies"])
    a.add_argument("--rows", type=int, default=100000); a.add_argument("--seed", type=int, default=7); a.add_argument("--out", required=True)
    a.add_argument("--dirt", type=float, default=1.0); a.add_argument("--family", type=float, default=.7); a.add_argument("--headers", default="nl")
    a = a.parse_args(); g = G(a.seed, a.dirt)
    with open(a.out, "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f, lineterminator="\n")
        persons(g, a.rows, w, a.family, a.headers == "en") if a.kind == "persons" else companies(g, a.rows, w)
    print(a.out, a.rows, "rows sha256", hashlib.sha256(open(a.out, "rb").read()).hexdigest()[:16])
