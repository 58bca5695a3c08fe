using Assay.Model;

namespace Assay.Licenses;

/// <summary>What an organisation decided about licences: each entry is an id of the index, a <c>LicenseRef-</c> of its own, or a family (<c>weak-copyleft</c>).</summary>
/// <remarks>An id decides before a family, and of entries of one kind the stricter one. Where anything is allowed by name, what no list names is <see cref="ListedAs.Unlisted"/>.</remarks>
public sealed class LicenseListing(LicenseSettings settings)
{
    /// <summary>The names of the families.</summary>
    public static IReadOnlyList<string> Families { get; } = [.. Enum.GetValues<LicenseFamily>().Select(LicenseIndex.NameOf)];

    /// <summary>Says what was decided about a licence, and whether the id or the family decided.</summary>
    /// <param name="id">The licence.</param>
    /// <param name="family">Its family.</param>
    /// <param name="restrictions">What it restricts: one that restricts profit is meant by <c>non-commercial</c> too, one that restricts changes by <c>no-derivatives</c>, whatever else it is.</param>
    public (ListedAs As, bool ByFamily) Find(string id, LicenseFamily family, LicenseRestrictions restrictions = LicenseRestrictions.None)
    {
        foreach (var (entry, byFamily) in (ReadOnlySpan<(string, bool)>)
        [
            (id, false),
            (LicenseIndex.NameOf(family), true),
            (LicenseIndex.NameOf((restrictions & LicenseRestrictions.CommercialUse) != 0 ? LicenseFamily.NonCommercial : family), true),
            (LicenseIndex.NameOf((restrictions & LicenseRestrictions.Modification) != 0 ? LicenseFamily.NoDerivatives : family), true),
        ])
        {
            foreach (var (list, listedAs) in (ReadOnlySpan<(IReadOnlyList<string>, ListedAs)>)[(settings.Deny, ListedAs.Deny), (settings.Warn, ListedAs.Warn), (settings.Allow, ListedAs.Allow)])
            {
                if (list.Contains(entry, StringComparer.OrdinalIgnoreCase))
                {
                    return (listedAs, byFamily);
                }
            }
        }

        return (settings.Allow.Count > 0 ? ListedAs.Unlisted : ListedAs.None, false);
    }

    /// <summary>True when an entry names a licence of the index, a family or a reference.</summary>
    public static bool IsKnown(string entry, LicenseIndex index) =>
        index.Find(entry) is not null || entry.StartsWith("LicenseRef-", StringComparison.OrdinalIgnoreCase) || Families.Contains(entry, StringComparer.OrdinalIgnoreCase);
}

/// <summary>What a <see cref="LicenseListing"/> says of a licence, from best to worst.</summary>
public enum ListedAs
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>Allowed.</summary>
    Allow,
    /// <summary>Others are allowed, this one is not named.</summary>
    Unlisted,
    /// <summary>To be looked at.</summary>
    Warn,
    /// <summary>Not allowed.</summary>
    Deny,
}
