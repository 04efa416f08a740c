# Runs the words that follow, and ends them, with all that they started, when its own input ends:
# nothing stays behind, however the one who holds the other end of it came to die.
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
{
  while read -r _; do :; done <&3
  trap '' TERM
  kill -s TERM -- "-$$"
} >/dev/null 2>&1 </dev/null &
watcher=$!
exec 3<&-
wait "$program"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
