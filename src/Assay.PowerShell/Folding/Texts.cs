using System.Globalization;
using System.Numerics;
using System.Text;

namespace Assay.PowerShell.Folding;

/// <summary>Turns values into text as the engine does.</summary>
internal static class Texts
{
    private const int MaximumJoin = 8 << 20;

    /// <summary>The text of a value; null where it is not known.</summary>
    public static string? Of(object? content, string separator) => content switch
    {
        null => "",
        string text => text,
        Array or ListObject => OfSequence(content, separator),
        _ => OfScalar(content),
    };

    private static string? OfScalar(object content) => content switch
    {
        string text => text,
        char character => character.ToString(),
        int number => number.ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "True" : "False",
        double number => number.ToString(CultureInfo.InvariantCulture),
        float number => number.ToString(CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        byte or sbyte or short or ushort or uint or long or ulong => ((IFormattable)content).ToString(null, CultureInfo.InvariantCulture),
        FoldedTable { TypeName: ObjectTypes.Hashtable or ObjectTypes.OrderedDictionary } table => table.TypeName,
        FoldedBlock block => block.Text,
        FoldedCommand command => command.Name,
        FoldedEnumeration enumeration => enumeration.Name,
        MatchObject match => match.Value,
        PatternObject pattern => pattern.Pattern,
        TextBuilder builder => builder.Text,
        SecureText => "System.Security.SecureString",
        VariableObject => "System.Management.Automation.PSVariable",
        ByteStream stream => stream.TypeName,
        Guid guid => guid.ToString(),
        Uri uri => uri.ToString(),
        Version version => version.ToString(),
        _ => null,
    };

    // An array inside an array gives the name of its type, as Object.ToString does.
    private static string? OfSequence(object sequence, string separator)
    {
        if (sequence is char[] characters && separator.Length == 0)
        {
            return new string(characters);
        }

        var count = Sequences.Count(sequence);
        var result = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var item = Sequences.At(sequence, i);
            var text = item switch
            {
                null => "",
                Array => ObjectTypes.NameOf(item),
                ListObject => null,
                _ => OfScalar(item),
            };
            if (text is null || result.Length > MaximumJoin)
            {
                return null;
            }

            if (i > 0)
            {
                result.Append(separator);
            }

            result.Append(text);
        }

        return result.ToString();
    }
}
