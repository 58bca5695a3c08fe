namespace Assay.Text.Secrets;

/// <summary>Tells keys that are laid out to be found: whoever uses one raises an alarm.</summary>
internal static class CanaryAccounts
{
    // Accounts that canarytokens.org gives keys of, as it tells everybody who calls with one.
    private static readonly long[] Accounts = [052310077262, 171436882533, 534261010715, 595918472158, 717712589309, 819147034852, 992382622183, 730335385048, 266735846894, 893192397702];

    /// <summary>True for an AWS key id of such an account: bits 7 to 46 of what it decodes to are the number of the account.</summary>
    public static bool Owns(ReadOnlySpan<byte> keyId)
    {
        var number = 0UL;
        foreach (var letter in keyId.Slice(4, 10))
        {
            number = (number << 5) | (uint)(letter >= 'A' ? letter - 'A' : letter - '2' + 26);
        }

        // Ten letters are 50 bits; the account stands in the first 48.
        var account = (long)((number >> 2 & 0x7FFF_FFFF_FF80) >> 7);
        return Array.IndexOf(Accounts, account) >= 0;
    }

    /// <summary>True when the line of a secret says so itself.</summary>
    public static bool SaysSo(ReadOnlySpan<byte> text, int start, int end)
    {
        const int Around = 120;
        var before = text[Math.Max(0, start - Around)..start];
        before = before[(before.LastIndexOf((byte)'\n') + 1)..];
        var after = text[end..Math.Min(text.Length, end + Around)];
        after = after.IndexOf((byte)'\n') is >= 0 and var line ? after[..line] : after;
        return Mentions(before) || Mentions(after);
    }

    private static bool Mentions(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i + 9 <= text.Length; i++)
        {
            if ((text[i] | 0x20) is 'c' or 'h' && (Is(text[i..], "canarytok"u8) || Is(text[i..], "honeytoke"u8)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => System.Text.Ascii.EqualsIgnoreCase(text[..word.Length], word);
}
