using System.Numerics;
using System.Runtime.Intrinsics;

namespace Assay.Text.Secrets;

/// <summary>Finds secrets in a text: one pass for the anchors of all formats, then a look at each place.</summary>
internal static class SecretScanner
{
    /// <summary>Characters looked at around candidates, beside four for each byte of the text.</summary>
    private const long BaseBudget = 16L * 1024 * 1024;

    private static readonly ReaderSet Tokens = Prepare(passwords: false);
    private static readonly ReaderSet Everything = Prepare(passwords: true);

    private delegate bool Finder(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match);

    /// <summary>What is tried at an anchor: a finder, or a spelling of a format.</summary>
    private readonly record struct Reader(Finder? Finder, TokenFormat? Format, SecretShape? Shape);

    /// <summary>What is looked for: by anchor the readers to try; spellings that begin alike share one.</summary>
    private sealed record ReaderSet(AnchorSearch Search, List<List<Reader>> Readers);

    /// <summary>Gives how many characters may be looked at in a text.</summary>
    public static long Budget(int length) => BaseBudget + (4L * length);

    /// <summary>Adds the secrets of a text in their order; where two begin at one anchor, the longer one.</summary>
    /// <param name="text">The text, one byte per character where it matters.</param>
    /// <param name="matches">Takes what is found.</param>
    /// <param name="passwords">False leaves out what is known by the name it is stored under: documentation shows how to store passwords, and such names are its words.</param>
    /// <returns>False when the budget was spent: the rest was not searched.</returns>
    public static bool Find(ReadOnlySpan<byte> text, List<SecretMatch> matches, bool passwords = true) => Find(text, matches, passwords ? Everything : Tokens, out _);

    /// <summary>Does the same and says how much of the budget was left.</summary>
    internal static bool Find(ReadOnlySpan<byte> text, List<SecretMatch> matches, out long left) => Find(text, matches, Everything, out left);

    private static bool Find(ReadOnlySpan<byte> text, List<SecretMatch> matches, ReaderSet set, out long budget)
    {
        budget = Budget(text.Length);
        for (var from = 0; from < text.Length;)
        {
            from = set.Search.Next(text, from, out var anchors);
            if (from < 0)
            {
                return true;
            }

            if (TryRead(text, from, set, anchors, ref budget, out var best))
            {
                // What begins before its anchor may hold what was found already: the larger finding stays.
                while (matches.Count > 0 && matches[^1].Start + matches[^1].Length > best.Start)
                {
                    matches.RemoveAt(matches.Count - 1);
                }

                matches.Add(best);
                from = Math.Max(from + 1, best.Start + best.Length);
            }
            else
            {
                from++;
            }

            if (budget < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, int anchor, ReaderSet set, in Vector256<ulong> anchors, ref long budget, out SecretMatch best)
    {
        best = default;
        for (var word = 0; word < Vector256<ulong>.Count; word++)
        {
            for (var bits = anchors[word]; bits != 0; bits &= bits - 1)
            {
                foreach (var reader in set.Readers[(word * 64) + BitOperations.TrailingZeroCount(bits)])
                {
                    budget -= 8;
                    var found = reader.Finder is { } finder ? finder(text, anchor, ref budget, out var match) : TryReadToken(text, anchor, reader, ref budget, out match);
                    best = found && match.Length > best.Length ? match : best;
                }
            }
        }

        if (best.Length > 0 && best.Known is null && CanaryAccounts.SaysSo(text, best.Start, best.Start + best.Length))
        {
            best = best with { Known = "canary" };
        }

        return best.Length > 0;
    }

    private static bool TryReadToken(ReadOnlySpan<byte> text, int anchor, in Reader reader, ref long budget, out SecretMatch match)
    {
        match = default;
        if (!reader.Shape!.TryMatch(text, anchor, out var start, out var end))
        {
            budget -= end - start;
            return false;
        }

        var token = text[start..end];
        budget -= token.Length;
        var format = reader.Format!;
        var isKeyId = format.Id == "aws-access-key";
        var known = PublishedSecrets.Contains(token) ? "published" : isKeyId && CanaryAccounts.Owns(token) ? "canary" : null;
        var check = format.Verify(token, reader.Shape.PublicPrefix);
        match = new SecretMatch(start, token.Length, format.Id, format.Service, format.Family) { Shown = reader.Shape.PublicPrefix, Checked = check == TokenCheck.Right, Known = known };
        return known is not null || check != TokenCheck.Wrong;
    }

    private static ReaderSet Prepare(bool passwords)
    {
        var readers = new List<List<Reader>>();
        var anchors = new List<byte[][]>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        void Add(byte[][] anchor, in Reader reader)
        {
            var key = string.Join(' ', anchor.Select(Convert.ToHexString));
            if (!known.TryGetValue(key, out var index))
            {
                index = anchors.Count;
                known.Add(key, index);
                anchors.Add(anchor);
                readers.Add([]);
            }

            readers[index].Add(reader);
        }

        foreach (var format in TokenFormats.All)
        {
            foreach (var shape in format.Patterns.Select(SecretShape.Parse))
            {
                Add(shape.Anchor(), new Reader(null, format, shape));
            }
        }

        foreach (var (beginning, finder) in (ReadOnlySpan<(string, Finder)>)
            [
                ("-BEG", PemKeys.TryFind), ("PuTT", OtherKeys.TryFindPutty), ("<RSA", OtherKeys.TryFindXml), ("kty\"", OtherKeys.TryFindJson), ("kty\\", OtherKeys.TryFindJson), ("sig=", ConnectionStrings.TryFindAccessSignature),
                ("Key=", ConnectionStrings.TryFindAzureKey),
            ])
        {
            Add([.. beginning.Select(letter => new[] { (byte)letter })], new Reader(finder, null, null));
        }

        byte[] any = [.. Enumerable.Range(0x21, 0x5E).Select(value => (byte)value)];
        Add(["e"u8.ToArray(), "y"u8.ToArray(), "J"u8.ToArray(), ByteClass.Of('t').Bytes], new Reader(JsonWebTokens.TryFind, null, null));
        Add([":"u8.ToArray(), "/"u8.ToArray(), "/"u8.ToArray(), any], new Reader(UrlPasswords.TryFind, null, null));
        if (!passwords)
        {
            return new ReaderSet(new AnchorSearch(anchors), readers);
        }

        foreach (var (beginning, finder) in (ReadOnlySpan<(string, Finder)>)
            [
                ("Clea", StoredLogins.TryFindNuGet), ("_aut", StoredLogins.TryFindNpm), ("_pas", StoredLogins.TryFindNpm), ("\"aut", StoredLogins.TryFindDocker), ("Basi", StoredLogins.TryFindBasic), ("mach", StoredLogins.TryFindNetrc),
            ])
        {
            Add([.. beginning.Select(letter => new[] { (byte)letter })], new Reader(finder, null, null));
        }

        Add(["pP"u8.ToArray(), "aA"u8.ToArray(), "sS"u8.ToArray(), "sS"u8.ToArray()], new Reader(ConnectionStrings.TryFindPassword, null, null));
        Add(["pP"u8.ToArray(), "wW"u8.ToArray(), "dD"u8.ToArray(), "= "u8.ToArray()], new Reader(ConnectionStrings.TryFindPassword, null, null));
        foreach (var anchor in NamedSecrets.Anchors())
        {
            Add(anchor, new Reader(NamedSecrets.TryFind, null, null));
        }

        return new ReaderSet(new AnchorSearch(anchors), readers);
    }
}
