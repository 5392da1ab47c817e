#include "bsr-cutting-proxy.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "bsr-test.h"

#define SOCKET "/.s.PGSQL.5432"
/* Of so many connections one is cut when a transaction's end is on its way, where it matters most.
 */
#define COMMIT_SHARE (1.0 / 3.0)
/* The server hears of the cut so much later, microseconds. */
#define LATEST_US 200000

struct _Proxy
{
  int listener;
  char *server;
  gint64 most;
  GMutex lock;
  guint64 random;
  GPtrArray *threads;
  GThread *accepting;
  gint n_cuts; /* atomic */
};

typedef struct
{
  Proxy *proxy;
  int client;
  gint64 budget;
  gboolean at_commit; /* the budget ends with the first one */
  gulong delay_us;
} Way;

static void
make_address (struct sockaddr_un *address, const char *folder)
{
  *address = (struct sockaddr_un){ .sun_family = AF_UNIX };
  g_autofree char *path = g_strconcat (folder, SOCKET, NULL);
  assert_true (g_strlcpy (address->sun_path, path, sizeof address->sun_path)
               < sizeof address->sun_path);
}

static int
connect_server (Proxy *proxy)
{
  struct sockaddr_un address;
  make_address (&address, proxy->server);
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect (fd, (struct sockaddr *) (void *) &address, sizeof address) == 0)
    return fd;
  close (fd);
  return -1;
}

/* Passes on what there is to read, as far as the budget goes; %FALSE: the way ends. */
static gboolean
pass (Way *way, int from, int to)
{
  char bytes[4096];
  ssize_t n = read (from, bytes, (size_t) MIN ((gint64) sizeof bytes, way->budget));
  if (n <= 0)
    return n < 0 && errno == EINTR;
  way->budget -= n;
  if (way->at_commit && memmem (bytes, (size_t) n, "COMMIT", strlen ("COMMIT")) != NULL)
    way->budget = 0;
  return send (to, bytes, (size_t) n, MSG_NOSIGNAL) == n && way->budget > 0;
}

static gpointer
way_cb (gpointer data)
{
  g_autofree Way *way = data;
  int server = connect_server (way->proxy);
  struct pollfd ends[] = { { way->client, POLLIN, 0 }, { server, POLLIN, 0 } };
  gboolean goes_on = server >= 0;
  while (goes_on && poll (ends, 2, -1) > 0)
    {
      if (ends[0].revents != 0)
        goes_on = pass (way, way->client, server);
      if (goes_on && ends[1].revents != 0)
        goes_on = pass (way, server, way->client);
    }
  close (way->client);
  if (way->budget <= 0)
    {
      g_atomic_int_inc (&way->proxy->n_cuts);
      g_usleep (way->delay_us);
    }
  if (server >= 0)
    close (server);
  return NULL;
}

static gpointer
accept_cb (gpointer data)
{
  Proxy *proxy = data;
  int client;
  while ((client = accept (proxy->listener, NULL, NULL)) >= 0)
    {
      Way *way = g_new (Way, 1);
      g_mutex_lock (&proxy->lock);
      *way = (Way){ proxy, client,
                    1 + (gint64) (bsr_test_random (&proxy->random) * (double) proxy->most),
                    bsr_test_random (&proxy->random) < COMMIT_SHARE, 0 };
      if (bsr_test_random (&proxy->random) < 0.5)
        way->delay_us = (gulong) (bsr_test_random (&proxy->random) * LATEST_US);
      g_mutex_unlock (&proxy->lock);
      g_ptr_array_add (proxy->threads, g_thread_new ("way", way_cb, way));
    }
  return NULL;
}

Proxy *
proxy_new (const char *folder, const char *server, gint64 most, guint64 seed)
{
  Proxy *proxy = g_new0 (Proxy, 1);
  struct sockaddr_un address;
  make_address (&address, folder);
  g_mutex_init (&proxy->lock);
  proxy->server = g_strdup (server);
  proxy->most = most;
  proxy->random = seed;
  proxy->threads = g_ptr_array_new ();
  proxy->listener = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  assert_int_equal (bind (proxy->listener, (struct sockaddr *) (void *) &address, sizeof address),
                    0);
  assert_int_equal (listen (proxy->listener, SOMAXCONN), 0);
  proxy->accepting = g_thread_new ("proxy", accept_cb, proxy);
  return proxy;
}

/* Whoever was connected has closed its end. */
void
proxy_free (Proxy *proxy)
{
  shutdown (proxy->listener, SHUT_RDWR);
  g_thread_join (proxy->accepting);
  close (proxy->listener);
  for (guint i = 0; i < proxy->threads->len; i++)
    g_thread_join (proxy->threads->pdata[i]);
  g_ptr_array_unref (proxy->threads);
  g_mutex_clear (&proxy->lock);
  g_free (proxy->server);
  g_free (proxy);
}

int
proxy_n_cuts (Proxy *proxy)
{
  return g_atomic_int_get (&proxy->n_cuts);
}
