using Assay.Model;

namespace Assay.Linking;

/// <summary>Facts that a later stage states about a package as a whole: they follow those of the input, with places that have a surface of their own.</summary>
/// <param name="facts">Takes the facts.</param>
public sealed class AddedFacts(FactWriter facts)
{
    private readonly SurfacePlaces _places = new(facts);

    /// <summary>Gives the place of facts on a surface.</summary>
    public int Of(Surface surface) => _places.Of(surface);

    /// <summary>Gives the input with what was stated since.</summary>
    public LinkedFile Join(LinkedFile input)
    {
        var added = facts.ToFacts();
        var joined = new FactWriter();
        joined.Resume(input.Facts);
        var surfaces = _places.Surfaces;
        var first = joined.PlaceCount;
        foreach (var surface in surfaces)
        {
            joined.AddPlace(new Place(null, null) { Surface = surface });
        }

        foreach (var record in added.Records)
        {
            var fact = added.Read(record);
            joined.Add(fact.Kind, fact.Value, record.Place == FactRecord.None ? FactRecord.None : first + record.Place, fact.Arguments);
        }

        // Places of the input without surfaces of their own have those of the file.
        var known = input.PlaceSurfaces.Concat(Enumerable.Repeat(input.Surfaces, first - input.PlaceSurfaces.Count));
        return input with { Facts = input.Facts.Continued(joined), PlaceSurfaces = surfaces.Count == 0 ? input.PlaceSurfaces : [.. known, .. surfaces] };
    }
}
