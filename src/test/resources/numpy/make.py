# Writes every file of this folder. Run here with NumPy 2.4; the bytes are checked in so that tests need no Python.
import numpy as np, io, zipfile
from numpy.lib import format as F
a=np.array([[1.5,-2,3],[0.1,5e-3,-6e5]])
np.save('f8.npy',a); np.save('f4.npy',a.astype('<f4')); np.save('f2.npy',a[:, :2].astype('<f2'))
ints=np.array([[0,1,2],[100,17,127]])
for t in ['i1','u1','<i2','<u2','<i4','<u4','<i8','<u8']: np.save(t.strip('<')+'.npy',ints.astype(t))
np.save('u8-large.npy',np.array([[2**64-1,2**63,2**53+1]],dtype='<u8'))
np.save('negative.npy',np.array([[-1,-128]],dtype='i1'))
np.save('bool.npy',np.array([[True,False],[False,True]]))
np.save('fortran.npy',np.asfortranarray(a)); np.save('big.npy',a.astype('>f8'))
np.save('object.npy',np.array([[1,'x']],dtype=object),allow_pickle=True)
np.save('structured.npy',np.zeros((2,),dtype=[('a','<f8'),('b','<i4')]))
np.save('complex.npy',np.zeros((2,2),dtype='<c16'))
np.save('text.npy',np.array([['a','b']]))
np.save('one-axis.npy',np.arange(5.)); np.save('scalar.npy',np.array(3.)); np.save('none.npy',np.zeros((0,3)))
np.save('images.npy',np.arange(24,dtype='u1').reshape(2,3,4)); np.save('colour.npy',np.arange(36,dtype='u1').reshape(2,3,2,3))
np.save('five.npy',np.zeros((1,1,1,1,2)))
np.save('nan.npy',np.array([[1,2],[3,np.nan],[5,6]])); np.save('inf-f4.npy',np.array([[1,2],[3,4],[-np.inf,6]],dtype='<f4')); np.save('nan-f2.npy',np.array([[1,np.nan]],dtype='<f2'))
for v in (2,3):
    with open('version%d.npy'%v,'wb') as f: F.write_array(f,a,version=(v,0))
np.savez('labelled.npz',x=a,y=np.array([7,3])); np.savez_compressed('packed.npz',x_train=ints.astype('u1'),y_train=np.array([4,5],dtype='i4'),x_test=a,y_test=np.array([1,1]))
np.savez('only.npz',weights=a.astype('f4')); np.savez('mismatch.npz',x=a,y=np.array([1,2,3]))
