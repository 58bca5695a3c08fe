using Assay.Community.Index;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Packages;

/// <summary>A version that an address means.</summary>
/// <param name="Version">The version.</param>
/// <param name="State">The state of the index in which it was found.</param>
/// <param name="IsMachineForm">Whether the address has the ending of the form for programs.</param>
/// <param name="Canonical">The address of the version as the index spells it, when the present one is spelled in another way.</param>
internal sealed record VersionLookup(VersionEntry Version, string State, bool IsMachineForm, string? Canonical)
{
    /// <summary>Finds a version; null when the index does not know it.</summary>
    /// <param name="community">The community.</param>
    /// <param name="id">The part of the address that names the package.</param>
    /// <param name="version">The part of the address that names the version.</param>
    /// <param name="mayEnd">Whether the version is the last part and may have the ending of the form for programs.</param>
    public static VersionLookup? Find(PortalCommunity community, string id, string version, bool mayEnd) => community.Read(
        reader =>
        {
            foreach (var name in Spellings(id))
            {
                if (reader.Find(name, version) is { } exact)
                {
                    return Found(exact, name, version, isMachineForm: false);
                }

                if (mayEnd && MachineForm.WithoutEnding(version) is { } shorter && reader.Find(name, shorter) is { } found)
                {
                    return Found(found, name, shorter, isMachineForm: true);
                }
            }

            return null;

            VersionLookup Found(VersionEntry entry, string name, string spelled, bool isMachineForm) => new(entry, reader.State, isMachineForm,
                entry.Id == name && entry.Version == spelled ? null : PackageAddress.Of(community.Name, entry.Id, entry.Version) + (isMachineForm ? MachineForm.Ending : ""));
        },
        null);

    /// <summary>The ids that a part of a route can mean: servers leave an encoded slash as it is, and ids may hold the same three characters.</summary>
    public static IReadOnlyList<string> Spellings(string part) => part.Contains("%2F", StringComparison.OrdinalIgnoreCase) ? [part, part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)] : [part];
}
