#!/usr/bin/env bash
# The same spatial questions asked of PostGIS and of this program, on the same data and machine, in one run.
#
#   NONNUOC_SHARED=/path/to/shared benches/compare_postgis.sh
#
# PostGIS runs from tests/support/postgis.sh; its times are those of the server (EXPLAIN ANALYZE would add to them, so
# psql's \timing is used), the median of several runs after one to warm up. Ours are divan's medians. The figures stand
# beside each other in one table; whatever fails stops the script and says why.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${NONNUOC_SHARED:-../shared}
[ -d "$shared/geodata" ] || { echo "skipped: $shared/geodata is absent (set NONNUOC_SHARED)"; exit 0; }
folder=$PWD/target/compare-postgis
port=$(tests/support/postgis.sh start "$folder") || { [ $? = 3 ] && exit 0; exit 1; }
trap 'tests/support/postgis.sh stop "$folder"' EXIT
# The working copy may build this crate with less optimisation than a release has; a bench is of the release. Built first, so
# that nothing compiles while PostGIS is measured.
bench_command=(cargo bench -q --locked --config 'profile.release.package.nonnuoc.opt-level=3'
  --config 'profile.bench.package.nonnuoc.opt-level=3' --bench spatial)
"${bench_command[@]}" --no-run
export PGOPTIONS="-c client_min_messages=warning"
sql() { psql -h 127.0.0.1 -p "$port" -U postgres -qAt -v ON_ERROR_STOP=1 "$@"; }

load() { # table, file, compressed or not: one row a feature
  local read=cat
  [[ $2 == *.gz ]] && read=zcat
  sql -c "CREATE TABLE raw_$1 (doc text)"
  $read "$shared/geodata/$2" | sed -nE 's/^\{"type": ?"Feature".*/&/p' | sed 's/,$//; s/\\/\\\\/g' | sql -c "COPY raw_$1 FROM stdin"
  [ "$(sql -c "SELECT count(*) FROM raw_$1")" != 0 ] || {
    $read "$shared/geodata/$2" | tr -d '\n\r' | sed 's/\\/\\\\/g' >"$folder/$1.json"
    sql -c "CREATE TABLE whole_$1 (doc text)" -c "\\copy whole_$1 FROM '$folder/$1.json'"
    sql -c "INSERT INTO raw_$1 SELECT jsonb_array_elements(doc::jsonb->'features')::text FROM whole_$1"
  }
  sql -c "CREATE TABLE $1 AS SELECT row_number() OVER () AS id, ST_SetSRID(ST_GeomFromGeoJSON(doc::json->>'geometry'), 4326) AS geom FROM raw_$1" \
      -c "ALTER TABLE $1 ADD COLUMN geog geography" -c "UPDATE $1 SET geog = geom::geography" \
      -c "CREATE INDEX ON $1 USING gist (geom)" -c "CREATE INDEX ON $1 USING gist (geog)" -c "ANALYZE $1"
}

points() { # table, count, west, south, east, north: the places of benches/spatial.rs
  sql -c "CREATE TABLE $1 AS SELECT i, ST_SetSRID(ST_MakePoint($3 + (x - floor(x)) * ($5 - $3), $4 + (y - floor(y)) * ($6 - $4)), 4326) AS geom
          FROM (SELECT i, i * 0.7548776662466927::float8 AS x, i * 0.5698402909980532::float8 AS y FROM generate_series(1, $2) i) s" \
      -c "ALTER TABLE $1 ADD COLUMN geog geography" -c "UPDATE $1 SET geog = geom::geography" -c "ANALYZE $1"
}

figures=$folder/figures.tsv
median() { # our bench, question, statement, runs
  local times=$folder/times.txt
  { echo '\timing on'; for _ in $(seq 0 "$4"); do echo "$3;"; done; } | sql | sed -nE 's/^Time: ([0-9.]+) ms.*/\1/p' | tail -n +2 | sort -n >"$times"
  [ "$(wc -l <"$times")" = "$4" ] || { echo "PostGIS gave $(wc -l <"$times") of $4 times for: $2" >&2; exit 1; }
  awk -v bench="$1" -v question="$2" '{ t[NR] = $1 } END { printf "%s\t%s\t%s\n", bench, question, t[int((NR + 1) / 2)] }' "$times" >>"$figures"
}

load units reference/caobang_communes_official.geojson.gz
load country reference/vietnam_communes_25m.geojson.gz
load corridors product/corridors.geojson
load gates product/border_gates.geojson
for table in units country; do
  sql -c "UPDATE $table SET geom = ST_MakeValid(geom) WHERE NOT ST_IsValid(geom)" \
      -c "CREATE TABLE ${table}_parts AS SELECT id, ST_Subdivide(geom, 128) AS geom FROM $table" \
      -c "CREATE INDEX ON ${table}_parts USING gist (geom)" -c "ANALYZE ${table}_parts"
done
points places 100000 105.26 22.35 106.84 23.12
points places_country 100000 102.1 8.4 109.5 23.4
points few 10000 105.26 22.35 106.84 23.12
sql -c "CREATE TABLE zones AS
  SELECT z, z % 4 AS rank, ST_MakePolygon(ST_MakeLine(array_agg(ST_SetSRID(ST_MakePoint(
    ST_X(p.geom) + 1.08 * r * cos(a), ST_Y(p.geom) + r * sin(a)), 4326) ORDER BY c))) AS geom
  FROM (SELECT z, c, 2 * pi() * c / 48 AS a, 0.005 + 0.006 * abs(sin(((c % 48) * 7 + z) * 0.9)) AS r
        FROM generate_series(0, 149) z, generate_series(0, 48) c) s
  JOIN few p ON p.i = z + 1 GROUP BY z" -c "CREATE INDEX ON zones USING gist (geom)"

points few_country 10000 102.1 8.4 109.5 23.4

echo "== $(date -u +%F) $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg), PostGIS $(sql -c "SELECT postgis_lib_version()"); medians, ms"
median locate_100_000_places_in_56_units "100,000 places in 56 units" "SELECT count(*) FROM places p JOIN units u ON ST_Covers(u.geom, p.geom)" 3
median locate_100_000_places_in_56_units "100,000 places in 56 units, PostGIS subdivided" "SELECT count(DISTINCT p.i) FROM places p JOIN units_parts u ON ST_Covers(u.geom, p.geom)" 5
median locate_100_000_places_in_3321_communes "100,000 places in 3,321 communes, PostGIS subdivided" "SELECT count(DISTINCT p.i) FROM places_country p JOIN country_parts u ON ST_Covers(u.geom, p.geom)" 3
for table in few few_country; do
  [ $table = few ] && { bench=nearest_5_gates_of_10_000_places where="of the province"; } || { bench=nearest_5_gates_of_10_000_places_of_the_country where="of the country"; }
  median $bench "nearest 5 gates of 10,000 places $where, geography" "SELECT sum(d) FROM $table p CROSS JOIN LATERAL (SELECT ST_Distance(g.geog, p.geog) AS d FROM gates g ORDER BY d LIMIT 5) n" 5
  median $bench "nearest 5 gates of 10,000 places $where, PostGIS planar" "SELECT sum(d) FROM $table p CROSS JOIN LATERAL (SELECT g.geom <-> p.geom AS d FROM gates g ORDER BY d LIMIT 5) n" 5
done
for table in units country; do
  [ $table = units ] && { what=56_units where="56 units"; } || { what=3321_communes where="3,321 communes"; }
  median coverage_5_km_of_$what "5 km of a corridor in $where, geography" "WITH strip AS MATERIALIZED (SELECT ST_Buffer(geog, 5000)::geometry AS geom FROM corridors WHERE id = 1)
    SELECT sum(ST_Area(ST_Intersection(u.geom, strip.geom)::geography)) FROM strip JOIN $table u ON ST_Intersects(u.geom, strip.geom)" 9
  median coverage_5_km_of_$what "5 km of a corridor in $where, PostGIS in UTM 48N" "WITH strip AS MATERIALIZED (SELECT ST_Transform(ST_Buffer(ST_Transform(geom, 32648), 5000), 4326) AS geom FROM corridors WHERE id = 1)
    SELECT sum(ST_Area(ST_Intersection(u.geom, strip.geom))) FROM strip JOIN $table u ON ST_Intersects(u.geom, strip.geom)" 9
  median exposure_of_150_zones_in_$what "exposure of 150 zones in $where, as drawn" "WITH worse AS MATERIALIZED (SELECT k, (SELECT ST_Union(geom) FROM zones WHERE rank >= k) AS geom FROM generate_series(0, 3) k)
    SELECT k, sum(ST_Area(ST_Intersection(u.geom, worse.geom)::geography)) FROM worse JOIN $table u ON ST_Intersects(u.geom, worse.geom) GROUP BY k" 3
done

# The benches were built before anything was measured. Nothing that they say on the way is lost when they fail.
"${bench_command[@]}" >"$folder/benches.txt" 2>"$folder/benches.log" || { cat "$folder/benches.txt" "$folder/benches.log" >&2; exit 1; }
# divan: name and fastest │ slowest │ median │ mean │ …, each time with its unit.
ours=$folder/ours.tsv
sed -nE 's/^[├╰]─ ([a-z0-9_]+) +[^│]*│[^│]*│ *([0-9.]+) (ns|µs|ms|s) .*/\1 \2 \3/p' "$folder/benches.txt" \
  | awk '{ f["ns"] = 1e-6; f["µs"] = 1e-3; f["ms"] = 1; f["s"] = 1e3; printf "%s\t%s\n", $1, $2 * f[$3] }' >"$ours"
[ -s "$ours" ] || { echo "no median was read from what the benches printed:" >&2; cat "$folder/benches.txt" >&2; exit 1; }
awk -F'\t' '
  NR == FNR { ours[$1] = $2; next }
  !($1 in ours) { printf "there is no bench %s\n", $1 > "/dev/stderr"; missing = 1; next }
  FNR == 1 { printf "| question | PostGIS | nonnuoc | times |\n|---|---|---|---|\n" }
  { asked[$1] = 1; printf "| %s | %.1f | %.2f | %.1f |\n", $2, $3, ours[$1], $3 / ours[$1] }
  END { for (bench in ours) if (!(bench in asked)) printf "| %s | not asked | %.2f | – |\n", bench, ours[bench]; exit missing }
' "$ours" "$figures"
