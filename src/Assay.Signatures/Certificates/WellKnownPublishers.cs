using System.Text;
using Assay.Model;

namespace Assay.Signatures.Certificates;

/// <summary>Names that readers of a certificate trust, compared as readers see them: without case, spaces and punctuation, look-alike letters as the Latin ones.</summary>
internal sealed class WellKnownPublishers
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public WellKnownPublishers(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            _names[AsSeen(name)] = name;
        }
    }

    /// <summary>The publisher whose name a subject bears; null for another one.</summary>
    public string? Find(DistinguishedName subject) => Find(subject.CommonName) ?? Find(subject.Organization);

    private string? Find(string? name) => name is not null && _names.TryGetValue(AsSeen(name), out var known) ? known : null;

    private static string AsSeen(string name)
    {
        var seen = new StringBuilder(name.Length);
        foreach (var letter in LookAlikeLetters.AsSeen(name))
        {
            if (char.IsLetterOrDigit(letter))
            {
                seen.Append(char.ToLowerInvariant(letter));
            }
        }

        return seen.ToString();
    }
}
