/*
 * Makes the disk of one process fail: loaded before the C library (LD_PRELOAD), it stands between everything in the
 * process (SQLite, DuckDB, Java) and the calls that write, cut and force files of one folder.
 *
 * FAULTS_FOLDER is the folder, FAULTS_CONTROL a file of the size of struct control through which a test commands it.
 *
 * What was written and not forced yet can be taken back: when forcing fails, as a kernel does that has thrown the dirty
 * pages away, and when the power is cut.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct control {
  int64_t countdown; /* the fault comes with the call that takes it from 1 to 0; 0: no fault */
  int64_t error;     /* errno of the fault */
  int64_t lasting;   /* whether every later call fails too */
  int64_t forgetful; /* whether a file whose forcing failed loses what was not forced */
  int64_t hits;      /* calls that failed */
  int64_t power_cut; /* whether the process ends at its next call, and loses what was not forced */
};

struct change {
  off_t offset;
  off_t size_before;
  size_t length;
  struct change *earlier;
  char bytes[];
};

struct file {
  dev_t device;
  ino_t inode;
  int descriptor;
  struct change *latest;
  struct file *next;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile struct control *control;
static const char *folder;
static struct file *files;
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);

__attribute__((constructor)) static void begin(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  const char *path = getenv("FAULTS_CONTROL");
  folder = getenv("FAULTS_FOLDER");
  int descriptor = path == NULL ? -1 : open(path, O_RDWR);
  if (descriptor < 0 || folder == NULL) return;
  void *mapped = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  control = mapped == MAP_FAILED ? NULL : mapped;
  close(descriptor);
}

/* Shared memory of SQLite is never forced, and nothing rests on it. */
static int is_ours(int descriptor) {
  if (control == NULL) return 0;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  const char *shared = strstr(path, "-shm");
  return strncmp(path, folder, strlen(folder)) == 0 && shared == NULL;
}

static struct file *file_of(int descriptor) {
  struct stat about;
  if (fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) return NULL;
  for (struct file *file = files; file != NULL; file = file->next) {
    if (file->device == about.st_dev && file->inode == about.st_ino) return file;
  }
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  int own = open(link, O_RDWR | O_CLOEXEC);
  if (own < 0) return NULL;
  struct file *file = calloc(1, sizeof *file);
  file->device = about.st_dev;
  file->inode = about.st_ino;
  file->descriptor = own;
  file->next = files;
  files = file;
  return file;
}

static void remember(int descriptor, off_t offset, size_t length) {
  struct file *file = file_of(descriptor);
  struct stat about;
  if (file == NULL || fstat(descriptor, &about) != 0) return;
  size_t there = offset >= about.st_size ? 0 : (size_t)(about.st_size - offset);
  if (there > length) there = length;
  struct change *change = malloc(sizeof *change + there);
  change->offset = offset;
  change->size_before = about.st_size;
  change->length = pread(file->descriptor, change->bytes, there, offset) == (ssize_t)there ? there : 0;
  change->earlier = file->latest;
  file->latest = change;
}

static void settle(struct file *file, int take_back) {
  while (file != NULL && file->latest != NULL) {
    struct change *change = file->latest;
    if (take_back) {
      if (change->length > 0) real_pwrite(file->descriptor, change->bytes, change->length, change->offset);
      real_ftruncate(file->descriptor, change->size_before);
    }
    file->latest = change->earlier;
    free(change);
  }
}

/* The error with which this call fails; 0 when it does not. */
static int fault(void) {
  if (control->power_cut) {
    for (struct file *file = files; file != NULL; file = file->next) settle(file, 1);
    _exit(137);
  }
  if (control->countdown <= 0 || --control->countdown > 0) return 0;
  control->hits++;
  if (control->lasting) control->countdown = 1;
  return (int)control->error;
}

static ssize_t write_at(int descriptor, const void *bytes, size_t length, off_t offset, int positioned) {
  pthread_mutex_lock(&lock);
  int error = fault();
  size_t part = length;
  if (error == ENOSPC && length > 1) {
    /* A full disk takes what still fits, and nothing of the next call. */
    part = length / 2;
    control->countdown = 1;
    error = 0;
  }
  ssize_t done = -1;
  if (error == 0) {
    struct stat about;
    off_t at = offset;
    if (!positioned) {
      int appends = fcntl(descriptor, F_GETFL) & O_APPEND;
      at = appends && fstat(descriptor, &about) == 0 ? about.st_size : lseek(descriptor, 0, SEEK_CUR);
    }
    remember(descriptor, at, part);
    done = positioned ? real_pwrite(descriptor, bytes, part, offset) : real_write(descriptor, bytes, part);
    error = errno;
  }
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
  return is_ours(descriptor) ? write_at(descriptor, bytes, length, 0, 0) : real_write(descriptor, bytes, length);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off_t offset) {
  return is_ours(descriptor) ? write_at(descriptor, bytes, length, offset, 1)
                             : real_pwrite(descriptor, bytes, length, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
  return pwrite64(descriptor, bytes, length, offset);
}

static int force(int descriptor, int (*real)(int)) {
  if (!is_ours(descriptor)) return real(descriptor);
  pthread_mutex_lock(&lock);
  int error = fault();
  int done = -1;
  if (error == 0) {
    done = real(descriptor);
    error = errno;
    if (done == 0) settle(file_of(descriptor), 0);
  } else if (control->forgetful) {
    settle(file_of(descriptor), 1);
  }
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

int fsync(int descriptor) { return force(descriptor, real_fsync); }

int fdatasync(int descriptor) { return force(descriptor, real_fdatasync); }

int ftruncate64(int descriptor, off_t size) {
  if (!is_ours(descriptor)) return real_ftruncate(descriptor, size);
  pthread_mutex_lock(&lock);
  int error = fault();
  int done = -1;
  if (error == 0) {
    struct stat about;
    if (fstat(descriptor, &about) == 0) {
      remember(descriptor, size, about.st_size > size ? (size_t)(about.st_size - size) : 0);
    }
    done = real_ftruncate(descriptor, size);
    error = errno;
  }
  pthread_mutex_unlock(&lock);
  errno = error;
  return done;
}

int ftruncate(int descriptor, off_t size) { return ftruncate64(descriptor, size); }
