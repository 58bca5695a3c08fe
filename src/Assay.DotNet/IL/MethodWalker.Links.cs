using System.Reflection.Metadata;
using Assay.DotNet.Calls;
using Assay.DotNet.Metadata;

namespace Assay.DotNet.IL;

/// <summary>What the method runs of its own assembly: noted for the links between places.</summary>
internal sealed partial class MethodWalker
{
    private const int NoFunction = -1;

    // A method of the assembly whose address lies on the stack: the next constructor makes a delegate of it.
    private int _function = NoFunction;

    // Static fields run static constructors; storing into a state machine starts it.
    private void NoteField(ILOpCode operation, int row)
    {
        if (operation is not (ILOpCode.Ldfld or ILOpCode.Ldflda) && _lastUser[row] != _walk)
        {
            _lastUser[row] = _walk;
            NoteUse(row);
        }
    }

    // A second walk, over what was recovered, runs the same.
    private void NoteUse(int row)
    {
        if (_recovered is null)
        {
            _uses.Add(_methodRow, row);
        }
    }

    private void NoteFunction(in Member member, int row)
    {
        NoteBareFunction();
        _lastUser[row] = _walk;
        if (!member.Is(MemberFlags.External))
        {
            _function = row;
        }
    }

    // An address that no delegate takes is called as it is.
    private void NoteBareFunction()
    {
        if (_function != NoFunction)
        {
            NoteUse(_function);
            _function = NoFunction;
        }
    }
}
