using System.Runtime.InteropServices;
using Assay.Model;

namespace Assay.Linking;

/// <summary>Follows the code of a package from where it starts by itself, and keeps for each place when it runs and one way to it.</summary>
/// <remarks>
/// Breadth first without recursion, one surface after the other, the most urgent first: a place keeps the way that found it first.
/// A virtual call goes to a body when objects of its type are made by code that runs on the same surface (rapid type analysis).
/// </remarks>
internal sealed class ReachGraph
{
    private readonly FileFacts[] _facts;
    private readonly int[] _first;
    private readonly int[] _before;
    private readonly Surface[] _reached;
    private readonly Dictionary<int, List<int>> _links = [];
    private readonly Dictionary<int, List<(int Type, int Body)>> _bodiesOfSlot = [];
    private readonly Dictionary<int, List<(int Slot, int Body)>> _slotsOfType = [];
    private readonly List<(int File, int Place, Surface Surface)> _starts = [];
    private readonly Queue<(int File, int Node)> _work = new();

    public ReachGraph(IReadOnlyList<LinkedFile> files)
    {
        _facts = [.. files.Select(file => file.Facts)];
        _first = new int[_facts.Length];
        var next = 0;
        for (var i = 0; i < _facts.Length; i++)
        {
            _first[i] = next;
            next += _facts[i].Places.Count + _facts[i].Links.Junctions + 1;
        }

        _before = new int[next];
        _reached = new Surface[next];
        Array.Fill(_before, CodePaths.NotReached);
    }

    /// <summary>The ways that were found.</summary>
    public CodePaths Paths => new(_first, _before);

    /// <summary>Surfaces on which a place was found to run.</summary>
    public Surface SurfacesOf(int file, int place) => _reached[Node(file, place)];

    /// <summary>Adds a link between files.</summary>
    public void Link(CodeStep from, CodeStep to) => Add(_links, Node(from), Node(to));

    /// <summary>Adds a body in one file of a method in another.</summary>
    public void Dispatch(CodeStep slot, CodeStep type, CodeStep body)
    {
        Add(_bodiesOfSlot, Node(slot), (Node(type), Node(body)));
        Add(_slotsOfType, Node(type), (Node(slot), Node(body)));
    }

    /// <summary>Starts from a place, on each of these surfaces.</summary>
    public void Start(int file, int place, Surface surfaces) => _starts.Add((file, place, surfaces));

    /// <summary>Follows everything from the starts that were added.</summary>
    public void Follow()
    {
        foreach (var surface in SurfaceNames.MostUrgentFirst)
        {
            foreach (var start in _starts)
            {
                if ((start.Surface & surface) != 0)
                {
                    Reach(start.File, Node(start.File, start.Place), CodePaths.Start, surface);
                }
            }

            Drain(surface);
        }

        _starts.Clear();
    }

    private void Drain(Surface surface)
    {
        while (_work.TryDequeue(out var item))
        {
            var (file, node) = item;
            var first = _first[file];
            var links = _facts[file].Links;
            var place = node - first;
            foreach (var target in links.From(place))
            {
                Reach(file, first + target, node, surface);
            }

            if (!links.Dispatches.IsEmpty)
            {
                FollowVirtual(file, links, place, surface);
            }

            if (_links.Count + _bodiesOfSlot.Count > 0)
            {
                FollowOtherFiles(node, surface);
            }
        }
    }

    private void FollowVirtual(int file, CodeLinks links, int place, Surface surface)
    {
        var first = _first[file];
        foreach (var dispatch in links.OfSlot(place))
        {
            if ((_reached[first + dispatch.Type] & surface) != 0)
            {
                Reach(file, first + dispatch.Body, first + Before(file, dispatch), surface);
            }
        }

        foreach (var dispatch in links.OfType(place))
        {
            if ((_reached[first + dispatch.Slot] & surface) != 0)
            {
                Reach(file, first + dispatch.Body, first + Before(file, dispatch), surface);
            }
        }
    }

    // Who runs a delegate is known by its type alone, who makes it is known: the way leads over the maker.
    private int Before(int file, in Dispatch dispatch) => dispatch.Slot >= _facts[file].Places.Count ? dispatch.Type : dispatch.Slot;

    private void FollowOtherFiles(int node, Surface surface)
    {
        if (_links.TryGetValue(node, out var targets))
        {
            foreach (var target in targets)
            {
                Reach(FileOf(target), target, node, surface);
            }
        }

        if (_bodiesOfSlot.TryGetValue(node, out var bodies))
        {
            foreach (var (type, body) in bodies)
            {
                if ((_reached[type] & surface) != 0)
                {
                    Reach(FileOf(body), body, node, surface);
                }
            }
        }

        if (_slotsOfType.TryGetValue(node, out var slots))
        {
            foreach (var (slot, body) in slots)
            {
                if ((_reached[slot] & surface) != 0)
                {
                    Reach(FileOf(body), body, slot, surface);
                }
            }
        }
    }

    private void Reach(int file, int node, int before, Surface surface)
    {
        if ((_reached[node] & surface) != 0)
        {
            return;
        }

        // The first way stays: it leads over places that were reached before, so that ways end.
        if (_reached[node] == Surface.None)
        {
            _before[node] = before;
        }

        _reached[node] |= surface;
        _work.Enqueue((file, node));
    }

    private int FileOf(int node) => Array.BinarySearch(_first, node) is var found && found >= 0 ? found : ~found - 1;

    private int Node(CodeStep step) => Node(step.File, step.Place);

    private int Node(int file, int place) => _first[file] + (place == FactRecord.None ? _facts[file].Places.Count + _facts[file].Links.Junctions : place);

    private static void Add<T>(Dictionary<int, List<T>> table, int key, T value)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(table, key, out _);
        (list ??= []).Add(value);
    }
}
