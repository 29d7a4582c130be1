#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2
"""A Splink 5 model of Dutch persons made as good as we could: splink_tuned.py DATA.csv OUT [--threads 2] [--cut 0.95]

What it does beside a usual model: surnames without their prefix, calling names brought together, initials, swapped names, day and month swapped, one
comparison for the whole name, and one for surname and address together, so that a family at one address is not counted as two independent agreements.
Writes OUT.pairs.csv and OUT.clusters.csv for score.py and prints seconds of processor time and peak memory as one line of JSON.
"""
import argparse, json, logging, resource, time, warnings
warnings.filterwarnings("ignore"); logging.disable(logging.WARNING)
import duckdb
import splink.comparison_library as cl, splink.comparison_level_library as cll
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

PREFIX = "^(van der|van den|van de|van t|van|in t|in de|op den|op de|de la|von|de|den|der|ter|ten|te|el|la|t|het|v d|vd) "
CALLING = dict(jan="johannes", hans="johannes", johan="johannes", kees="cornelis", cor="cornelis", piet="pieter", henk="hendrik", rik="hendrik",
    gerrit="gerardus", gerard="gerardus", wim="willem", bert="albertus", ans="johanna", annie="johanna", anneke="johanna", truus="geertruida",
    ria="maria", marie="maria", mieke="maria", riet="maria", klaas="nicolaas", nico="nicolaas", sjaak="jacobus", jaap="jacobus", koos="jacobus",
    toon="antonius", ton="antonius", theo="theodorus", bep="elisabeth", els="elisabeth", lies="elisabeth", tineke="martina", joop="johannes")


def fold(column):
    return f"nullif(trim(regexp_replace(lower(strip_accents({column})), '[^a-z0-9]+', ' ', 'g')), '')"


def cleaned():
    calling = "CASE " + " ".join(f"WHEN f = '{short}' THEN '{full}'" for short, full in CALLING.items()) + " ELSE f END"
    return f"""
      SELECT unique_id, f first_name, {calling} called, left(f, 1) initial, s surname, dob,
        substr(dob, 1, 5) || substr(dob, 9, 2) || '-' || substr(dob, 6, 2) dob_swapped,
        street, nullif(regexp_extract(trim(house_number), '^[0-9]+'), '') house_number,
        nullif(lower(coalesce(nullif(trim(house_addition), ''), regexp_extract(trim(house_number), '^[0-9]+[ -]*(.*)$', 1))), '') house_addition,
        postcode, city, phone
      FROM (SELECT unique_id, {fold('first_name')} f, nullif(regexp_replace({fold('surname')}, '{PREFIX}', ''), '') s,
        CASE WHEN dob ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$' AND dob NOT LIKE '%-01-01' THEN dob END dob, {fold('street')} street, house_number, house_addition,
        nullif(upper(replace(postcode, ' ', '')), '') postcode, {fold('city')} city, nullif(right(regexp_replace(phone, '[^0-9]', '', 'g'), 9), '') phone FROM raw)"""


def near(column, least):
    return f"jaro_winkler_similarity({column}_l, {column}_r) >= {least}"


ADDRESS = ("(house_number_l = house_number_r AND (postcode_l = postcode_r OR (jaro_winkler_similarity(street_l, street_r) > 0.85 AND "
    "(city_l = city_r OR substr(postcode_l, 1, 4) = substr(postcode_r, 1, 4)))))")
NO_ADDRESS = "((street_l IS NULL OR street_r IS NULL) AND (postcode_l IS NULL OR postcode_r IS NULL))"
AREA = "(postcode_l = postcode_r OR city_l = city_r OR substr(postcode_l, 1, 4) = substr(postcode_r, 1, 4))"


def first_name():
    return cl.CustomComparison(output_column_name="first_name", comparison_levels=[
        cll.NullLevel("first_name"),
        cll.ExactMatchLevel("first_name").configure(tf_adjustment_column="first_name"),
        cll.CustomLevel("called_l = called_r", "same calling name"),
        cll.CustomLevel(near("first_name", 0.92), "alike"),
        cll.CustomLevel("first_name_l = surname_r AND surname_l = first_name_r", "swapped with surname"),
        cll.CustomLevel("initial_l = initial_r AND (length(first_name_l) = 1 OR length(first_name_r) = 1)", "initial fits"),
        cll.CustomLevel(near("first_name", 0.8), "hardly alike"),
        cll.ElseLevel()])


def surname_and_address():
    levels = [cll.CustomLevel("surname_l IS NULL OR surname_r IS NULL", "no surname").configure(is_null_level=True)]
    names = [("surname_l = surname_r", "surname"), (near("surname", 0.9), "surname alike"), ("surname_l IS NOT NULL", "other surname")]
    places = [(ADDRESS, "address"), (NO_ADDRESS, "no address"), (AREA, "area"), ("surname_l IS NOT NULL", "elsewhere")]
    for name, said in names:
        for place, where in places:
            # Splink weighs frequencies only where some level is a plain exact match: the last one of the surname is.
            plain = said == "surname" and where == "elsewhere"
            level = cll.ExactMatchLevel("surname") if plain else cll.CustomLevel(f"{name} AND {place}", f"{said}, {where}")
            if said == "surname": level = level.configure(tf_adjustment_column="surname")
            levels.append(level)
    return cl.CustomComparison(output_column_name="surname_address", comparison_levels=levels[:-1] + [cll.ElseLevel()])


def birth():
    return cl.CustomComparison(output_column_name="dob", comparison_levels=[
        cll.NullLevel("dob"), cll.ExactMatchLevel("dob"),
        cll.CustomLevel("dob_l = dob_swapped_r", "day and month swapped"),
        cll.CustomLevel("levenshtein(dob_l, dob_r) <= 1", "one digit"),
        cll.CustomLevel("levenshtein(dob_l, dob_r) <= 2 AND substr(dob_l, 1, 4) = substr(dob_r, 1, 4)", "two digits, same year"),
        cll.CustomLevel("substr(dob_l, 1, 4) = substr(dob_r, 1, 4)", "same year"), cll.ElseLevel()])


BLOCKS = [("surname", "dob"), ("first_name", "dob"), ("phone",), ("postcode", "house_number", "initial"), ("first_name", "surname", "substr(postcode,1,4)"),
    ("street", "house_number", "substr(surname,1,2)"), ("dob", "substr(postcode,1,4)"), ("dob", "house_number"), ("first_name", "surname", "city"),
    ("called", "surname", "substr(dob,1,4)"), ("postcode", "house_number", "called"), ("surname", "postcode"), ("street", "house_number", "called"),
    ("surname", "street", "city"), ("first_name", "surname", "house_number"), ("substr(surname,1,4)", "first_name", "postcode")]


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("data"); ask.add_argument("out"); ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--cut", type=float, default=0.95); ask.add_argument("--keep", type=float, default=0.01)
    a = ask.parse_args()
    start = time.time()
    con = duckdb.connect()
    con.sql(f"SET threads = {a.threads}"); con.sql("SET memory_limit = '12GB'"); con.sql("SET enable_progress_bar = false")
    con.sql(f"CREATE TABLE raw AS SELECT * FROM read_csv('{a.data}', all_varchar = true)")
    con.sql(f"CREATE TABLE inp AS {cleaned()}")
    settings = SettingsCreator(link_type="dedupe_only", unique_id_column_name="unique_id", retain_matching_columns=False,
        retain_intermediate_calculation_columns=False, comparisons=[first_name(), surname_and_address(), birth(), cl.LevenshteinAtThresholds("phone", [1])],
        blocking_rules_to_generate_predictions=[block_on(*block) for block in BLOCKS])
    api = DuckDBAPI(connection=con)
    linker = Linker(api.register(con.table("inp")), settings, log_level=40)
    linker.training.estimate_probability_two_random_records_match([block_on("surname", "first_name", "dob"), block_on("postcode", "house_number", "dob")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e7, seed=1)
    for block in (("dob",), ("first_name", "surname")):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*block), estimate_without_term_frequencies=True)
    # The second round fixes what it blocks on: surname and address are learned from pairs with one birth date only.
    pairs = linker.inference.predict(threshold_match_probability=a.keep)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=a.cut)
    wall, use = time.time() - start, resource.getrusage(resource.RUSAGE_SELF)
    con.sql(f"COPY (SELECT unique_id_l id_l, unique_id_r id_r, match_weight score FROM {pairs.physical_name}) TO '{a.out}.pairs.csv' (HEADER)")
    con.sql(f"COPY (SELECT unique_id, cluster_id FROM {found.physical_name}) TO '{a.out}.clusters.csv' (HEADER)")
    print(json.dumps(dict(engine="splink tuned", wall_s=round(wall, 1), cpu_s=round(use.ru_utime + use.ru_stime, 1), peak_mb=round(use.ru_maxrss / 1024))))


main()
