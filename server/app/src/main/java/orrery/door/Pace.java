package orrery.door;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How often one may ask: token buckets, one for each address and each owner. */
public final class Pace {

  private static final String TOO_OFTEN = "Too many requests came from here. Try again in %d s.";

  /**
   * How many requests may come.
   *
   * @param burst at once
   * @param perSecond in the long run
   */
  public record Allowance(long burst, long perSecond) {}

  private static final int GUESSES = 10;
  private static final Duration GUESS_EVERY = Duration.ofSeconds(6);

  private final Buckets addresses;
  private final Buckets owners;
  private final Buckets guesses;

  /** Of an address there may be a whole class behind a proxy. */
  public Pace(Allowance ofAddress, Allowance ofOwner) {
    this.addresses = new Buckets(ofAddress.burst(), ofAddress.perSecond(), Duration.ofSeconds(1));
    this.owners = new Buckets(ofOwner.burst(), ofOwner.perSecond(), Duration.ofSeconds(1));
    this.guesses = new Buckets(GUESSES, 1, GUESS_EVERY);
  }

  Optional<Refusal> ofAddress(String address) {
    return addresses.take(address);
  }

  Optional<Refusal> ofOwner(Owner owner) {
    return owners.take(owner.name());
  }

  /** Whether that address has tried too many tokens that were wrong. */
  Optional<Refusal> ofGuesses(String address) {
    return guesses.ask(address);
  }

  /** A token was wrong. */
  void guessed(String address) {
    guesses.of(address).tryConsume(1);
  }

  /** Buckets by name, of which those used last are kept. */
  private static final class Buckets {

    private static final int MOST = 10_000;

    private final Map<String, Bucket> byName =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
          }
        };

    private final long burst;
    private final long refill;
    private final Duration every;

    Buckets(long burst, long refill, Duration every) {
      this.burst = burst;
      this.refill = refill;
      this.every = every;
    }

    private synchronized Bucket of(String name) {
      return byName.computeIfAbsent(
          name,
          key ->
              Bucket.builder()
                  .addLimit(limit -> limit.capacity(burst).refillGreedy(refill, every))
                  .build());
    }

    Optional<Refusal> take(String name) {
      ConsumptionProbe probe = of(name).tryConsumeAndReturnRemaining(1);
      return refusal(probe.isConsumed(), probe.getNanosToWaitForRefill());
    }

    /** The same, but nothing is taken. */
    Optional<Refusal> ask(String name) {
      EstimationProbe probe = of(name).estimateAbilityToConsume(1);
      return refusal(probe.canBeConsumed(), probe.getNanosToWaitForRefill());
    }

    private static Optional<Refusal> refusal(boolean free, long nanos) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
      return free
          ? Optional.empty()
          : Optional.of(new Refusal(429, TOO_OFTEN.formatted(seconds), seconds));
    }
  }
}
