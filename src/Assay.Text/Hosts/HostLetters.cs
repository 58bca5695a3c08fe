using Assay.Model;

namespace Assay.Text;

/// <summary>Writes names of hosts as a reader sees them.</summary>
internal static class HostLetters
{
    // Latin letters with marks, by the letter that remains without: the marks are overlooked in an address.
    private const string Marked =
        "aàáâãäåāăąǎạảấầẩẫậắằẳẵặ cçćĉċč dďđḍ eèéêëēĕėęěẹẻẽếềểễệ gĝğġģǧ hĥħḥ iìíîïĩīĭįıǐịỉ jĵ kķǩḳ lĺļľŀłḷ nñńņňṇ oòóôõöøōŏőǒọỏốồổỗộớờởỡợơ rŕŗřṛ sśŝşšșṣ tţťŧțṭ uùúûüũūŭůűųǔụủưứừửữự wŵẁẃẅ yýÿŷỳỵỷỹ zźżžẓ ɑɑ ɡɡ";

    private static readonly Dictionary<char, char> Plain = Marked.Split(' ')
        .SelectMany(row => row.Skip(1).Select(letter => (letter, Latin: row[0] switch { 'ɑ' => 'a', 'ɡ' => 'g', var latin => latin })))
        .ToDictionary(row => row.letter, row => row.Latin);

    /// <summary>Writes letters of other scripts, and letters with marks, as the Latin ones that they are taken for.</summary>
    public static string AsSeen(string name)
    {
        var seen = LookAlikeLetters.AsSeen(name).ToCharArray();
        for (var i = 0; i < seen.Length; i++)
        {
            seen[i] = char.ToLowerInvariant(Plain.GetValueOrDefault(seen[i], seen[i]));
        }

        return new string(seen);
    }

    /// <summary>Writes letters and digits that are drawn alike as one of them: <c>rnicr0soft</c> and <c>microsoft</c> give the same text.</summary>
    public static string Skeleton(string name) => name
        .Replace("rn", "m", StringComparison.Ordinal)
        .Replace("vv", "w", StringComparison.Ordinal)
        .Replace('0', 'o')
        .Replace('1', 'l')
        .Replace('i', 'l');
}
