namespace Assay.Bench;

/// <summary>Draws places from 0 whose frequency falls as 1 / (place + shift) ^ exponent, by the inverse of the integral of that.</summary>
internal sealed class Zipf(int count, double exponent, double shift)
{
    private readonly double _low = Math.Pow(shift, 1 - exponent);
    private readonly double _high = Math.Pow(count + shift, 1 - exponent);

    public int Draw(Random random) => Math.Clamp((int)(Math.Pow(_low + (random.NextDouble() * (_high - _low)), 1 / (1 - exponent)) - shift), 0, count - 1);
}
