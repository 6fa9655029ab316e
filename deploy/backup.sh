#!/bin/sh
# Copies the generation in force of an archive, whatever an ingest does meanwhile:
#   deploy/backup.sh /srv/reftel /backup/reftel
# What is copied is a data folder itself: it can be served, and ingested over. CURRENT is
# read first, since the generation that it names stays for one ingest more, and is put in
# place last, so that a copy that was broken off leaves the one before in force.
set -eu
data=$1 to=$2
mkdir -p "$to/gen" "$to/reports"
read -r line <"$data/CURRENT"
gen=${line%% *}
if [ ! -d "$to/gen/$gen" ]; then
  if [ -d "$to/gen/.tmp-copy" ]; then chmod -R u+w "$to/gen/.tmp-copy" && rm -rf "$to/gen/.tmp-copy"; fi # of a copy that was broken off
  cp -pR "$data/gen/$gen" "$to/gen/.tmp-copy"
  mv "$to/gen/.tmp-copy" "$to/gen/$gen"
fi
if [ -f "$data/reports/$gen.json" ]; then cp -p "$data/reports/$gen.json" "$to/reports/"; fi
printf '%s\n' "$line" >"$to/CURRENT.new"
sync
mv "$to/CURRENT.new" "$to/CURRENT"
echo "copied: $gen; check it with: reftel verify --data $to"
