namespace Assay.Text.Tests.Secrets;

/// <summary>How a valid value of a format is made, piece by piece, so that none stands in the sources.</summary>
/// <param name="Format">Id that the finding must have.</param>
/// <param name="Make">Makes a value of the shortest length.</param>
public sealed record FakeSecret(string Format, Func<Letters, string> Make)
{
    /// <summary>Where the secret part begins: what stands before is the name it is stored under.</summary>
    public string Before { get; init; } = "";

    /// <summary>True when longer values are valid, too.</summary>
    public bool MayBeLonger { get; init; }

    /// <summary>True when a beginning of the value is a valid one of another spelling.</summary>
    public bool HasShorterForm { get; init; }

    /// <summary>True when a part of the value is a secret of another format.</summary>
    public bool ContainsAnother { get; init; }

    /// <summary>True when one letter changed anywhere in the value makes its checksum wrong.</summary>
    public bool HasChecksum { get; init; }

    public override string ToString() => Format;
}

/// <summary>Draws letters by lot, with a fixed seed.</summary>
public sealed class Letters(int seed)
{
    private const string DecimalDigits = "0123456789";
    private const string LowerCase = "abcdefghijklmnopqrstuvwxyz";
    private const string UpperCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private readonly Random _random = new(seed);

    public string Digits(int count) => "123456789"[_random.Next(9)] + Of(DecimalDigits, count - 1);

    public string Hex(int count) => Of(DecimalDigits + "abcdef", count);

    public string UpperHex(int count) => Of(DecimalDigits + "ABCDEF", count);

    public string Lower(int count) => Of(LowerCase + DecimalDigits, count);

    public string Upper(int count) => Of(UpperCase + DecimalDigits, count);

    public string Word(int count) => Of(LowerCase + UpperCase, count);

    public string Any(int count) => Of(LowerCase + UpperCase + DecimalDigits, count);

    /// <summary>Base 64 for URLs; letters at both ends, so that the border of the value is clear.</summary>
    public string Url(int count) => count < 3 ? Any(count) : Any(1) + Of(LowerCase + UpperCase + DecimalDigits + "-_", count - 2) + Any(1);

    public string Base64(int count) => Of(LowerCase + UpperCase + DecimalDigits + "+/", count);

    public string Base32(int count) => Of(UpperCase + "234567", count);

    public string LowerBase32(int count) => Of(LowerCase + "234567", count);

    public string Uuid() => $"{Hex(8)}-{Hex(4)}-{Hex(4)}-{Hex(4)}-{Hex(12)}";

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    public int Next(int limit) => _random.Next(limit);

    private string Of(string alphabet, int count) => string.Create(Math.Max(count, 0), alphabet, (span, letters) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = letters[_random.Next(letters.Length)];
        }
    });
}
