using Assay.Model;

namespace Assay.Linking;

/// <summary>Places of package facts about files: a statement about a file has the surface of the file.</summary>
internal sealed class SurfacePlaces(FactWriter facts)
{
    private readonly Dictionary<Surface, int> _places = [];

    public int Of(Surface surface)
    {
        if (!_places.TryGetValue(surface, out var place))
        {
            place = facts.AddPlace(new Place(null, null) { Surface = surface });
            _places.Add(surface, place);
        }

        return place;
    }

    /// <summary>The surfaces in the order of their places.</summary>
    public IReadOnlyList<Surface> Surfaces => [.. _places.Keys];
}
