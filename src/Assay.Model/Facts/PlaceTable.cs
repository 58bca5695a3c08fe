using System.Collections;
using System.Runtime.InteropServices;

namespace Assay.Model;

/// <summary>A place as stored: indexes into the string table of its facts; -1 is none. The body's name is <c>BodyType::BodyMethod</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct StoredPlace(int Type, int Method, int BodyType, int BodyMethod, int XPath, Surface Surface);

/// <summary>Makes <see cref="Place"/>s on demand: an assembly has a place per method, a report shows a few.</summary>
internal sealed class PlaceTable(ArraySegment<StoredPlace> places, IReadOnlyList<string> strings) : IReadOnlyList<Place>
{
    /// <inheritdoc/>
    public int Count => places.Count;

    /// <summary>The places as stored.</summary>
    public ReadOnlySpan<StoredPlace> Stored => places;

    /// <inheritdoc/>
    public Place this[int index]
    {
        get
        {
            var place = places[index];
            var body = place.BodyType < 0 ? null : place.BodyMethod < 0 ? strings[place.BodyType] : strings[place.BodyType] + "::" + strings[place.BodyMethod];
            return new Place(Text(place.Type), Text(place.Method), body, Text(place.XPath)) { Surface = place.Surface };
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Place> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string? Text(int index) => index < 0 ? null : strings[index];
}
