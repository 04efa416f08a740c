/*
 * The helper of the volume browser: it runs in a container of its own with nothing but the volume in it, takes requests from its
 * standard input and answers them on its standard output until the input ends. The protocol is told in reader.h and request.h.
 */
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "error-name.h"
#include "output.h"
#include "path.h"
#include "reader.h"
#include "work.h"

#define PROTOCOL 1

/* `0 hello PROTOCOL UID READ-ONLY OPENAT2 BYTES FREE` */
static bool greet(void) {
  struct statvfs facts = {0};
  fstatvfs(volume_root(), &facts);
  const int64_t numbers[] = {PROTOCOL,
                             geteuid(),
                             volume_read_only(),
                             volume_has_openat2(),
                             (int64_t)facts.f_blocks * (int64_t)facts.f_frsize,
                             (int64_t)facts.f_bavail * (int64_t)facts.f_frsize};
  struct text fields = {0};
  for (size_t at = 0; at < sizeof numbers / sizeof *numbers; at++) {
    if (at > 0) text_add_character(&fields, '\t');
    text_add_number(&fields, numbers[at]);
  }
  bool good = output_frame(0, "hello", &fields, NULL, 0);
  text_free(&fields);
  return good;
}

/* Interrupts the read of the input. */
static volatile sig_atomic_t stopped;
static void stop(int signal) {
  (void)signal;
  stopped = 1;
}

static void listen_to_signals(void) {
  struct sigaction action = {.sa_handler = stop};
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, NULL);
}

static void serve(void) {
  static char bytes[64 * 1024];
  struct reader reader = {.on_request = work_request, .on_data = work_data};
  while (!stopped && !reader.broken) {
    ssize_t length = read(STDIN_FILENO, bytes, sizeof bytes);
    if (length < 0 && errno == EINTR) continue;
    if (length <= 0) break;
    reader_feed(&reader, bytes, (size_t)length);
  }
  if (reader.broken) output_frame(0, "broken", NULL, NULL, 0);
  reader_free(&reader);
}

int main(int count, char **words) {
  const char *path = count > 1 ? words[1] : "/volume";
  listen_to_signals();
  // Letters by UTF-8, for the search; where there is no such locale, by ASCII.
  setlocale(LC_CTYPE, "C.UTF-8");
  // Modes are as they are asked for.
  umask(0);
  if (!volume_open(path)) {
    fprintf(stderr, "%s: %s\n", path, error_name(errno));
    return 1;
  }
  if (!greet()) return 1;
  serve();
  work_end();
  // Without waiting for a thread that hangs in the kernel.
  _exit(0);
}
