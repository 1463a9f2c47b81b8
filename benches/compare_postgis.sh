#!/usr/bin/env bash
# The same spatial questions asked of PostGIS and of this program, on the same data and machine, in one run.
#
#   NONNUOC_SHARED=/path/to/shared benches/compare_postgis.sh
#
# PostGIS runs from tests/support/postgis.sh; its times are those of the server (EXPLAIN ANALYZE would add to them, so
# psql's \timing is used), the median of several runs after one to warm up. Ours are divan's medians.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${NONNUOC_SHARED:-../shared}
[ -d "$shared/geodata" ] || { echo "skipped: $shared/geodata is absent (set NONNUOC_SHARED)"; exit 0; }
folder=$PWD/target/compare-postgis
port=$(tests/support/postgis.sh start "$folder") || { [ $? = 3 ] && exit 0; exit 1; }
trap 'tests/support/postgis.sh stop "$folder"' EXIT
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

median() { # question, statement, runs
  { echo '\timing on'; for _ in $(seq 0 "$3"); do echo "$2;"; done; } | sql | sed -nE 's/^Time: ([0-9.]+) ms.*/\1/p' \
    | tail -n +2 | sort -n | awk -v name="$1" '{ t[NR] = $1 } END { printf "PostGIS  %-58s %10.1f ms (median of %d)\n", name, t[int((NR + 1) / 2)], NR }'
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

echo "== $(date -u +%F) $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
median "100,000 places in 56 units" "SELECT count(*) FROM places p JOIN units u ON ST_Covers(u.geom, p.geom)" 3
median "100,000 places in 56 units, subdivided" "SELECT count(DISTINCT p.i) FROM places p JOIN units_parts u ON ST_Covers(u.geom, p.geom)" 5
median "100,000 places in 3,321 communes, subdivided" "SELECT count(DISTINCT p.i) FROM places_country p JOIN country_parts u ON ST_Covers(u.geom, p.geom)" 3
median "nearest 5 gates of 10,000 places, geography" "SELECT sum(d) FROM few p CROSS JOIN LATERAL (SELECT ST_Distance(g.geog, p.geog) AS d FROM gates g ORDER BY d LIMIT 5) n" 5
median "nearest 5 gates of 10,000 places, planar degrees" "SELECT sum(d) FROM few p CROSS JOIN LATERAL (SELECT g.geom <-> p.geom AS d FROM gates g ORDER BY d LIMIT 5) n" 5
for table in units country; do
  median "5 km coverage of a corridor, geography, $table" "WITH strip AS MATERIALIZED (SELECT ST_Buffer(geog, 5000)::geometry AS geom FROM corridors WHERE id = 1)
    SELECT sum(ST_Area(ST_Intersection(u.geom, strip.geom)::geography)) FROM strip JOIN $table u ON ST_Intersects(u.geom, strip.geom)" 9
  median "exposure of 150 zones by class, $table" "WITH worse AS MATERIALIZED (SELECT k, (SELECT ST_Union(geom) FROM zones WHERE rank >= k) AS geom FROM generate_series(0, 3) k)
    SELECT k, sum(ST_Area(ST_Intersection(u.geom, worse.geom)::geography)) FROM worse JOIN $table u ON ST_Intersects(u.geom, worse.geom) GROUP BY k" 3
done
median "5 km coverage of a corridor, UTM 48N, units" "WITH strip AS MATERIALIZED (SELECT ST_Transform(ST_Buffer(ST_Transform(geom, 32648), 5000), 4326) AS geom FROM corridors WHERE id = 1)
    SELECT sum(ST_Area(ST_Intersection(u.geom, strip.geom))) FROM strip JOIN units u ON ST_Intersects(u.geom, strip.geom)" 9

echo "== nonnuoc, the same questions"
# The working copy may build this crate with less optimisation than a release has; a bench is of the release.
cargo bench -q --config 'profile.release.package.nonnuoc.opt-level=3' --config 'profile.bench.package.nonnuoc.opt-level=3' --bench spatial 2>/dev/null
