using Assay.Web.Hosting;

namespace Assay.Web.Communities;

/// <summary>The communities of the portal.</summary>
public sealed class PortalCommunities : IDisposable
{
    /// <summary>Finds the indexes of a data folder.</summary>
    public PortalCommunities(DataDirectory data) => All = [new("nuget", data.Index("nuget")), new("psgallery", data.Index("psgallery"))];

    /// <summary>All of them, with an index or without.</summary>
    public IReadOnlyList<PortalCommunity> All { get; }

    /// <summary>Finds one by its name; null for a name that is none.</summary>
    public PortalCommunity? Find(string name) => All.FirstOrDefault(community => community.Name == name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var community in All)
        {
            community.Dispose();
        }
    }
}
