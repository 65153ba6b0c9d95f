package dev.haywire.internal.pipeline;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Tests of randomness at a level of 1e-6: with a fixed seed they never flake, and a wrong model does not slip through. */
final class Statistics {

    /** The normal deviate beyond which one in a million lies, both sides taken together. */
    static final double Z = 4.89;

    private Statistics() {}

    /** How far a share seen may be from the one asked for. */
    static double tolerance(double p, int n) {
        return Z * Math.sqrt(p * (1 - p) / n);
    }

    static double mean(boolean[] series) {
        int count = 0;
        for (boolean one : series) {
            count += one ? 1 : 0;
        }
        return count / (double) series.length;
    }

    static double correlation(boolean[] series, int lag) {
        double mean = mean(series);
        double sum = 0;
        for (int i = lag; i < series.length; i++) {
            sum += ((series[i] ? 1 : 0) - mean) * ((series[i - lag] ? 1 : 0) - mean);
        }
        return sum / (series.length * mean * (1 - mean));
    }

    /** The lengths of the runs of true. */
    static int[] runs(boolean[] series) {
        int[] lengths = new int[series.length];
        int count = 0;
        int run = 0;
        for (boolean one : series) {
            if (one) {
                run++;
            } else if (run > 0) {
                lengths[count++] = run;
                run = 0;
            }
        }
        if (run > 0) {
            lengths[count++] = run;
        }
        return Arrays.copyOf(lengths, count);
    }

    /** How many deviations the number of runs of either kind is away from that of an independent series. */
    static double runsDeviation(boolean[] series) {
        double n1 = mean(series) * series.length;
        double n2 = series.length - n1;
        int runs = 1;
        for (int i = 1; i < series.length; i++) {
            runs += series[i] != series[i - 1] ? 1 : 0;
        }
        double expected = 2 * n1 * n2 / (n1 + n2) + 1;
        double variance = (expected - 1) * (expected - 2) / (n1 + n2 - 1);
        return (runs - expected) / Math.sqrt(variance);
    }

    static double chiSquare(double[] seen, double[] expected) {
        double sum = 0;
        for (int i = 0; i < seen.length; i++) {
            sum += (seen[i] - expected[i]) * (seen[i] - expected[i]) / expected[i];
        }
        return sum;
    }

    /** What chi-square exceeds once in two million, by Wilson and Hilferty. */
    static double chiSquareLimit(int degrees) {
        double a = 2.0 / (9 * degrees);
        return degrees * Math.pow(1 - a + Z * Math.sqrt(a), 3);
    }

    /** Kolmogorov and Smirnov: the largest distance between a sample's distribution and another. */
    static double distance(double[] sample, DoubleUnaryOperator distribution) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i + 1 == sorted.length || sorted[i + 1] > sorted[i]) {
                double expected = distribution.applyAsDouble(sorted[i]);
                distance = Math.max(distance, Math.abs((i + 1.0) / sorted.length - expected));
            }
        }
        return distance;
    }

    /** Spearman's correlation of ranks of a series with itself, so much later. */
    static double rankCorrelation(double[] series, int lag) {
        Integer[] order = new Integer[series.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(series[a], series[b]));
        double[] rank = new double[series.length];
        for (int i = 0; i < order.length; i++) {
            rank[order[i]] = (i + 0.5) / order.length - 0.5;
        }
        double sum = 0;
        for (int i = lag; i < rank.length; i++) {
            sum += rank[i] * rank[i - lag];
        }
        return 12 * sum / (rank.length - lag);
    }
}
