namespace Assay.PowerShell.Folding;

/// <summary>Variables of one scope.</summary>
internal sealed class Frame
{
    private readonly Dictionary<string, Slot> _slots = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<string> Names => _slots.Keys;

    /// <summary>Full names of the types that variables are declared with.</summary>
    public Dictionary<string, string>? Types { get; set; }

    public bool Has(string name) => _slots.ContainsKey(name);

    public bool TryGet(string name, out FoldedValue value)
    {
        var found = _slots.TryGetValue(name, out var slot);
        value = slot.Value;
        return found;
    }

    public FoldedValue ValueOf(string name) => _slots.GetValueOrDefault(name).Value;

    public ref Slot SlotOf(string name, out bool existed) => ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_slots, name, out existed);

    public void Put(string name, in Slot slot) => _slots[name] = slot;

    public void Remove(string name) => _slots.Remove(name);
}

/// <summary>What a variable holds, and the number of the branch that has set it; 0 where it was set in none.</summary>
internal readonly record struct Slot(FoldedValue Value, long Branch);

/// <summary>A change that one branch made.</summary>
internal readonly record struct Change(Frame Frame, string Name, FoldedValue Value);

/// <summary>Scopes with their variables. Changes of a branch are undone and joined with those of the other branches.</summary>
/// <remarks>A variable knows which branch set it: what a branch found is noted once, in one list for all that are open, and a branch that sets nothing costs nothing.</remarks>
internal sealed class Variables
{
    private readonly List<Frame> _frames = [new()];
    private readonly Stack<Branch> _branches = new();

    // What the open branches found where they set something for the first time, the outermost branch first.
    private readonly List<Before> _before = [];
    private long _lastBranch;

    public Frame Global => _frames[0];

    public Frame Current => _frames[^1];

    public int Depth => _frames.Count;

    /// <summary>Grows with every change of a variable.</summary>
    public long Version { get; private set; }

    /// <summary>How many there are, in all scopes.</summary>
    public int Count => _frames.Sum(frame => frame.Names.Count);

    public bool InBranch => _branches.Count > 0;

    public void Enter() => _frames.Add(new Frame());

    public void Exit() => _frames.RemoveAt(_frames.Count - 1);

    /// <summary>Finds a variable in the current scope or, as the engine does, in those of the callers.</summary>
    public bool TryGet(string name, out FoldedValue value)
    {
        for (var i = _frames.Count - 1; i >= 0; i--)
        {
            if (_frames[i].TryGet(name, out value))
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    public void Set(string name, in FoldedValue value) => Set(Current, name, value);

    public void Set(Frame frame, string name, in FoldedValue value)
    {
        ref var slot = ref frame.SlotOf(name, out var existed);
        var branch = Innermost;
        if (slot.Branch != branch)
        {
            _before.Add(new Before(frame, name, existed, slot));
        }

        if (!existed || !FoldedValue.IsSame(slot.Value, value))
        {
            Version++;
        }

        slot = new Slot(value, branch);
    }

    /// <summary>Notes that a value was changed in place.</summary>
    public void Touch() => Version++;

    /// <summary>Makes a variable unknown wherever it is visible.</summary>
    public void Forget(string name, bool onlyMutable)
    {
        for (var i = _frames.Count - 1; i >= 0; i--)
        {
            if (_frames[i].TryGet(name, out var value))
            {
                if (!onlyMutable || (value.IsConstant && Sequences.IsMutable(value.Content)))
                {
                    Set(_frames[i], name, FoldedValue.OfType(onlyMutable ? value.TypeName : null));
                }

                return;
            }
        }

        if (!onlyMutable)
        {
            Set(Current, name, default);
        }
    }

    /// <summary>Makes every variable unknown.</summary>
    public void ForgetAll()
    {
        foreach (var frame in _frames)
        {
            foreach (var name in frame.Names.ToList())
            {
                Set(frame, name, default);
            }
        }
    }

    /// <summary>True when a value may be changed in place: no other branch sees it.</summary>
    public bool Owns(string name)
    {
        var frame = FrameOf(name);
        return !InBranch || !frame.Has(name) || frame.SlotOf(name, out _).Branch == Innermost;
    }

    public Frame FrameOf(string name)
    {
        for (var i = _frames.Count - 1; i >= 0; i--)
        {
            if (_frames[i].Has(name))
            {
                return _frames[i];
            }
        }

        return Current;
    }

    /// <summary>Goes back to the outermost scope, with nothing known.</summary>
    public void Reset()
    {
        while (InBranch)
        {
            EndBranch();
        }

        _frames.RemoveRange(1, _frames.Count - 1);
        ForgetAll();
    }

    public void BeginBranch() => _branches.Push(new Branch(++_lastBranch, _before.Count));

    /// <summary>Undoes what the branch changed and gives the changes.</summary>
    public List<Change> EndBranch()
    {
        var begin = _branches.Pop().Begin;
        var changes = new List<Change>(_before.Count - begin);
        foreach (var (frame, name, existed, slot) in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_before)[begin..])
        {
            changes.Add(new Change(frame, name, frame.ValueOf(name)));
            if (existed)
            {
                frame.Put(name, slot);
            }
            else
            {
                frame.Remove(name);
            }
        }

        _before.RemoveRange(begin, _before.Count - begin);
        return changes;
    }

    /// <summary>Takes over the changes of the only branch that goes on.</summary>
    public void Apply(List<Change> changes)
    {
        foreach (var change in changes)
        {
            Set(change.Frame, change.Name, change.Value);
        }
    }

    /// <summary>Joins the branches that go on; one that is null changes nothing.</summary>
    public void Join(List<List<Change>> branches, bool mayChangeNothing)
    {
        if (branches.Count == 1 && !mayChangeNothing)
        {
            Apply(branches[0]);
            return;
        }

        if (branches.Count == 1)
        {
            foreach (var change in branches[0])
            {
                Set(change.Frame, change.Name, FoldedValue.Join(change.Frame.ValueOf(change.Name), change.Value));
            }

            return;
        }

        var joined = new Dictionary<(Frame, string), (FoldedValue Value, int Count)>(FrameNames.Instance);
        foreach (var change in branches.SelectMany(branch => branch))
        {
            var key = (change.Frame, change.Name);
            joined[key] = joined.TryGetValue(key, out var known) ? (FoldedValue.Join(known.Value, change.Value), known.Count + 1) : (change.Value, 1);
        }

        foreach (var ((frame, name), (value, count)) in joined)
        {
            var every = count == branches.Count && !mayChangeNothing;
            Set(frame, name, every ? value : FoldedValue.Join(frame.ValueOf(name), value));
        }
    }

    private long Innermost => _branches.TryPeek(out var branch) ? branch.Number : 0;

    /// <summary>A branch that is walked.</summary>
    /// <param name="Number">Tells it from all others.</param>
    /// <param name="Begin">What was noted before it began.</param>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Branch(long Number, int Begin);

    /// <summary>What a variable was before a branch set it for the first time.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Before(Frame Frame, string Name, bool Existed, Slot Slot);

    private sealed class FrameNames : IEqualityComparer<(Frame Frame, string Name)>
    {
        public static readonly FrameNames Instance = new();

        public bool Equals((Frame Frame, string Name) x, (Frame Frame, string Name) y) => ReferenceEquals(x.Frame, y.Frame) && string.Equals(x.Name, y.Name, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((Frame Frame, string Name) obj) => StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Name);
    }
}
