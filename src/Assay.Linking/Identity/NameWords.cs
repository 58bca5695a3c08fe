namespace Assay.Linking;

/// <summary>Cuts an id into words.</summary>
internal static class NameWords
{
    /// <summary>Gives the words in lower case: <c>Newtonsoft.Json</c> => newtonsoft, json; <c>XMLReader2</c> => xml, reader, 2.</summary>
    public static string[] Of(string id)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= id.Length; i++)
        {
            var ends = i == id.Length || !char.IsLetterOrDigit(id[i]) || (i > start && Begins(id, i));
            if (!ends)
            {
                continue;
            }

            if (i > start)
            {
                words.Add(id[start..i].ToLowerInvariant());
            }

            start = i < id.Length && !char.IsLetterOrDigit(id[i]) ? i + 1 : i;
        }

        return [.. words];
    }

    // aB, 1a without a word before the number, XMLr => XML|r is wrong, XML|Re is right.
    private static bool Begins(string id, int at)
    {
        var before = id[at - 1];
        var here = id[at];
        return (char.IsUpper(here) && (char.IsLower(before) || char.IsDigit(before) || (char.IsUpper(before) && at + 1 < id.Length && char.IsLower(id[at + 1]))))
            || (char.IsDigit(here) && char.IsLetter(before));
    }
}
