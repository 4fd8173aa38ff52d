/* The bare recursion of an M/M/4 queue: when the first of four servers is free. Prints customers per second. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t state[4] = {1, 2, 3, 4};

static uint64_t rotated(uint64_t bits, int by) { return (bits << by) | (bits >> (64 - by)); }

/* xoshiro256**, Blackman and Vigna 2018. */
static double uniform(void) {
  uint64_t result = rotated(state[1] * 5, 7) * 9, shifted = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = rotated(state[3], 45);
  return ((result >> 11) + 0.5) * 0x1p-53;
}

int main(int count, char **arguments) {
  long customers = count > 1 ? atol(arguments[1]) : 10000000;
  double freeAt[4] = {0}, now = 0, waits = 0;
  clock_t began = clock();
  for (long customer = 0; customer < customers; customer++) {
    now -= log(uniform()) / 3.2;
    int first = 0;
    for (int server = 1; server < 4; server++)
      if (freeAt[server] < freeAt[first]) first = server;
    double begins = now > freeAt[first] ? now : freeAt[first];
    waits += begins - now;
    freeAt[first] = begins - log(uniform());
  }
  double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
  printf("{\"customers\": %ld, \"seconds\": %f, \"wait\": %f}\n", customers, seconds, waits / customers);
  return 0;
}
