#!/bin/sh
# ssh runs this to ask a person (SSH_ASKPASS): the question goes to Escale by a file, the answer comes by a pipe, both in
# a folder that no other person may enter. What starts with + is the answer, anything else is a refusal.
umask 077
question=${0%/*}/question-$$
answer=${0%/*}/answer-$$
trap 'rm -f "$question" "$answer"; exit 1' HUP INT TERM
mkfifo "$answer" || exit 1
exec 3<>"$answer"
printf '%s\n%s' "${SSH_ASKPASS_PROMPT:-}" "$1" >"$question.new" && mv "$question.new" "$question" || exit 1
IFS= read -r reply <&3
rm -f "$question" "$answer"
case $reply in
  +*) printf '%s\n' "${reply#+}" ;;
  *) exit 1 ;;
esac
